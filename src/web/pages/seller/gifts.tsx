import { Anchor, Autocomplete, Button, Checkbox, Group, Stack, Text, TextInput, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { regionPath } from '../../../modules/people/index.ts'
import { dropGifts, readPackingSlips, shipGifts } from '../../../workflows/ship-gifts.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { parcelWords } from '../parcel-words.ts'
import type { Route } from './+types/gifts.ts'
import { doing } from './act.ts'
import { giftDesk } from './gift-desk-words.ts'
import { readGiftLines } from './gift-lines.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { langOf } from './read.ts'
import styles from './seller.module.css'
import { Refused, SendingKey, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

/** The parcels of an order to many: who gets what, and what is still here. */
export async function loader({ context, params: { organisationId, orderId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const { consignments, ...slips } = await call(context, readPackingSlips, { organisationId, orderId })
  return {
    ...slips,
    orderId,
    parcels: consignments.map(({ recipient, ...one }) => ({
      ...one,
      name: recipient.name,
      phone: recipient.phone,
      address: `${regionPath(recipient.countyCode, lang).join(' ')} ${recipient.detail}`,
    })),
  }
}

export const action = (args: Route.ActionArgs) =>
  new URL(args.request.url).searchParams.get('do') === 'drop' ? doing(args, dropGifts) : doing(args, shipGifts)

type Loaded = Route.ComponentProps['loaderData']

export default function GiftDesk({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = giftDesk[lang]
  const { organisationId } = useDesk()
  const { code, giver, card, parcels, orderId } = loaderData
  const waiting = parcels.filter((one) => one.carrier === null)
  return (
    <SellerPage
      title={say.title(code)}
      subtitle={waiting.length === 0 ? say.all : say.left(waiting.length, parcels.length)}
      action={
        <Group gap="md">
          {(['csv', 'xlsx'] as const).map((kind) => (
            <Anchor key={kind} href={`/seller/${organisationId}/export/gifts/${orderId}.${kind}`} download>
              {say[kind]}
            </Anchor>
          ))}
        </Group>
      }
    >
      <Text maw={680}>{say.lead}</Text>
      <Text maw={680} my="sm" style={{ whiteSpace: 'pre-line' }}>
        {say.card(giver, card)}
      </Text>
      {waiting.length > 0 && <HandOver key={waiting.length} waiting={waiting.map((one) => one.number)} />}
      {waiting.length > 0 && <Drop key={`drop ${waiting.length}`} />}
      <Parcels {...loaderData} />
    </SellerPage>
  )
}

function HandOver({ waiting }: { waiting: readonly number[] }) {
  const lang = useLang()
  const say = giftDesk[lang]
  const words = useWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ left: number }>(({ left }) => toast(say.done(left)))
  const [text, setText] = useState('')
  const [carrier, setCarrier] = useState(words.order.carriers[0] ?? '')
  const read = readGiftLines(text, waiting)
  const parcels = read.ok ? read.parcels.map((one) => ({ ...one, carrier })) : []
  return (
    <Form method="post" style={{ maxWidth: 560, marginBlock: 16 }}>
      <Title order={2} size="h4">
        {say.formTitle}
      </Title>
      <Refused refusal={refusal} />
      <SendingKey of={text} />
      {parcels.flatMap((parcel, at) =>
        Object.entries(parcel).map(([name, value]) => (
          <input key={`${at}${name}`} type="hidden" name={`parcels.${at}.${name}`} value={value} />
        )),
      )}
      <Stack gap="sm">
        <Autocomplete label={say.carrier} data={words.order.carriers} value={carrier} onChange={setCarrier} required />
        <Textarea
          label={say.lines}
          description={say.linesHint}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={text.trim() === '' || read.ok ? undefined : faultText(read, lang)}
          autosize
          minRows={4}
          maxRows={16}
          spellCheck={false}
        />
        <Button type="submit" loading={busy} disabled={parcels.length === 0 || carrier.trim() === ''}>
          {say.send(parcels.length)}
        </Button>
      </Stack>
    </Form>
  )
}

/** Recipients whose parcels will not leave. */
function Drop() {
  const say = giftDesk[useLang()]
  const { may } = useDesk()
  const toast = useToast()
  const [text, setText] = useState('')
  const { Form, busy, refusal } = useSending<{ amountFen: number; left: number }>(({ amountFen, left }) =>
    toast(say.dropped(yuan(amountFen), left)),
  )
  const numbers = [...new Set(text.normalize('NFKC').match(/\d+/g) ?? [])]
  if (!may.sell) return null
  return (
    <details style={{ maxWidth: 560, marginBlock: 16 }}>
      <summary>{say.dropTitle}</summary>
      <Form method="post" action="?do=drop">
        <Text size="sm" c="dimmed" my="xs">
          {say.dropHelp}
        </Text>
        <Refused refusal={refusal} />
        <SendingKey of={text} />
        {numbers.map((number, at) => (
          <input key={number} type="hidden" name={`numbers.${at}`} value={number} />
        ))}
        <Stack gap="sm">
          <TextInput
            label={say.dropNumbers}
            placeholder={say.dropHint}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={refusal?.errors['/numbers']}
            required
            withAsterisk={false}
          />
          <TextInput name="reason" label={say.dropReason} maxLength={120} required withAsterisk={false} />
          <Checkbox name="outOfStock" label={say.dropOutOfStock} />
          <Button type="submit" variant="default" loading={busy} disabled={numbers.length === 0}>
            {say.dropSend}
          </Button>
        </Stack>
      </Form>
    </details>
  )
}

function faultText(read: Exclude<ReturnType<typeof readGiftLines>, { ok: true }>, lang: 'zh' | 'en'): string {
  const say = giftDesk[lang]
  if (read.fault === 'wrong') return say.wrong(read.line)
  return read.fault === 'twice' ? say.twice(read.number) : say[read.fault]
}

function Parcels({ parcels, lines }: Loaded) {
  const lang = useLang()
  const say = giftDesk[lang]
  const states = parcelWords[lang]
  const contents = (units: readonly number[]) =>
    lines
      .map((line, at) => ({ line, units: units[at] ?? 0 }))
      .filter((one) => one.units > 0)
      .map(({ line, units: count }) => `${titleIn(lang, line)} ${weight(line.netGrams, lang)} × ${count}`)
      .join(lang === 'zh' ? '；' : '; ')
  return (
    <DataTable
      lang={lang}
      caption={say.parcel}
      rows={parcels}
      rowKey={(one) => String(one.number)}
      empty={say.all}
      maxHeight={720}
      columns={[
        { key: 'number', label: say.number, figure: true, cell: (one) => one.number },
        { key: 'name', label: say.name, whole: true, cell: (one) => one.name },
        { key: 'phone', label: say.phone, cell: (one) => one.phone },
        { key: 'address', label: say.address, cell: (one) => <span className={styles.wide}>{one.address}</span> },
        { key: 'what', label: say.what, cell: (one) => <span className={styles.wide}>{contents(one.units)}</span> },
        { key: 'parcel', label: say.parcel, cell: (one) => `${one.carrier ?? ''} ${one.trackingNumber ?? ''}` },
        {
          key: 'state',
          label: say.state,
          whole: true,
          cell: (one) => (one.carrier === null ? states.notHanded : states.states[one.state]),
        },
        { key: 'door', label: say.door, whole: true, cell: (one) => <Anchor href={one.door}>{say.door}</Anchor> },
      ]}
    />
  )
}

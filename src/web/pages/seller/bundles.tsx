import { Anchor, Button, Group, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { answerBundle, closeBundle, listBundles, proposeBundle } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { bundleWords } from '../bundle-words.ts'
import type { Route } from './+types/bundles.ts'
import { doing } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { allListings } from './read.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const { bundles } = await call(context, listBundles, { organisationId })
  const listings = await allListings(context, organisationId)
  return {
    bundles,
    listings: listings
      .filter(({ state }) => state === 'open')
      .map(({ id, titleZh, titleEn, netGrams, priceFen }) => ({ id, titleZh, titleEn, netGrams, priceFen })),
  }
}

type Part = { listingId?: unknown; address?: unknown; units?: unknown; yuan?: unknown }

/** Prices are typed in yuan, and goods of others named by the address of their page. */
function shaped({ parts = [], ...input }: Record<string, unknown>) {
  return {
    ...input,
    parts: (parts as Part[]).map(({ listingId, address, units, yuan: price }) => ({
      listingId: listingId ?? String(address).match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/)?.[0] ?? '',
      units: Number(units),
      shareFen: Math.round(Number(price) * 100),
    })),
  }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'answer') return doing(args, answerBundle)
  return wanted === 'close' ? doing(args, closeBundle) : doing(args, proposeBundle, shaped)
}

type Loaded = Route.ComponentProps['loaderData']

export default function BundlesPage({ loaderData }: Route.ComponentProps) {
  const say = bundleWords[useLang()]
  return (
    <SellerPage title={say.title} subtitle={say.help}>
      <Stack gap="xl">
        {loaderData.bundles.length === 0 && <Text c="dimmed">{say.none}</Text>}
        {loaderData.bundles.map((bundle) => (
          <Bundle key={bundle.id} bundle={bundle} />
        ))}
        <Propose key={loaderData.bundles.length} {...loaderData} />
      </Stack>
    </SellerPage>
  )
}

const shapes = { proposed: 'attention', open: 'success', closed: 'neutral' } as const

function Bundle({ bundle }: { bundle: Loaded['bundles'][number] }) {
  const lang = useLang()
  const say = bundleWords[lang]
  const toast = useToast()
  const { organisationId } = useDesk()
  const { submit, busy, refusal } = useSending(() => toast(say.done))
  const asked =
    bundle.state === 'proposed' && bundle.parts.some((p) => p.organisationId === organisationId && !p.agreed)
  const post = (where: string, more: Record<string, string> = {}) =>
    void submit({ bundleId: bundle.id, ...more }, { method: 'post', action: where })
  return (
    <section>
      <Group>
        <Title order={2} size="h4">
          {bundle.state === 'proposed' ? (
            titleIn(lang, bundle)
          ) : (
            <Anchor href={`/bundles/${bundle.id}`} inherit>
              {titleIn(lang, bundle)}
            </Anchor>
          )}
        </Title>
        <StatusBadge kind={shapes[bundle.state]}>{say.states[bundle.state]}</StatusBadge>
      </Group>
      <Refused refusal={refusal} />
      {bundle.parts.map((part) => (
        <Group key={part.listingId} gap="md" py={4}>
          <Anchor href={`/goods/${part.listingId}`}>{titleIn(lang, part)}</Anchor>
          <span>
            {weight(part.netGrams, lang)} × {part.units}
          </span>
          <span>{say.part(yuan(part.shareFen), yuan(part.units * part.priceFen))}</span>
          <Text size="sm" c="dimmed">
            {part.organisationId === organisationId ? say.yours : say.theirs} · {part.agreed ? say.agreed : say.waits}
          </Text>
        </Group>
      ))}
      <Group mt="xs">
        {asked && (
          <>
            <Button loading={busy} onClick={() => post('?do=answer', { agree: 'true' })}>
              {say.agree}
            </Button>
            <Button variant="default" loading={busy} onClick={() => post('?do=answer', { agree: 'false' })}>
              {say.decline}
            </Button>
          </>
        )}
        {bundle.state === 'open' && (
          <Button variant="default" loading={busy} onClick={() => post('?do=close')}>
            {say.close}
          </Button>
        )}
      </Group>
    </section>
  )
}

function Propose({ listings }: Loaded) {
  const lang = useLang()
  const say = bundleWords[lang]
  const toast = useToast()
  const [others, setOthers] = useState(1)
  const { Form, busy, refusal } = useSending(() => toast(say.sent))
  const numbers = (at: number) => (
    <>
      <NumberInput
        name={`parts.${at}.units`}
        label={say.units}
        defaultValue={1}
        min={1}
        max={99}
        w={90}
        required
        withAsterisk={false}
      />
      <NumberInput
        name={`parts.${at}.yuan`}
        label={say.share}
        min={0.01}
        decimalScale={2}
        w={170}
        required
        withAsterisk={false}
      />
    </>
  )
  return (
    <Form method="post">
      <Title order={2} size="h4">
        {say.propose}
      </Title>
      <Refused refusal={refusal} />
      <SendingKey of={others} />
      <Stack>
        <Group grow>
          <TextInput name="titleZh" label={say.titleZh} maxLength={80} required withAsterisk={false} />
          <TextInput name="titleEn" label={say.titleEn} maxLength={160} required withAsterisk={false} />
        </Group>
        <Group align="flex-end">
          <Select
            name="parts.0.listingId"
            label={say.own}
            data={listings.map((one) => ({
              value: one.id,
              label: `${titleIn(lang, one)} ${weight(one.netGrams, lang)} ${yuan(one.priceFen)}`,
            }))}
            searchable
            required
            withAsterisk={false}
            w={320}
          />
          {numbers(0)}
        </Group>
        {Array.from({ length: others }, (_, i) => i + 1).map((at) => (
          <Group key={at} align="flex-end">
            <TextInput
              name={`parts.${at}.address`}
              label={say.other}
              description={say.otherHelp}
              required
              withAsterisk={false}
              w={320}
            />
            {numbers(at)}
          </Group>
        ))}
        <Group>
          <Button type="submit" loading={busy}>
            {say.send}
          </Button>
          {others < 9 && (
            <Button variant="default" onClick={() => setOthers(others + 1)}>
              {say.addPart}
            </Button>
          )}
        </Group>
      </Stack>
    </Form>
  )
}

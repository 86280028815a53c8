import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { closePlan, openPresale } from '../../../workflows/open-supply.ts'
import { listSellerPlans } from '../../../workflows/read-presales.ts'
import { giveOutHarvest, previewShares } from '../../../workflows/share-harvest.ts'
import { announceSlip, cancelHarvest } from '../../../workflows/slip-harvest.ts'
import { attempt, call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { captioned, civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/presales.ts'
import { act } from './act.ts'
import { useAheadWords } from './ahead-words.ts'
import { listingsWithoutStock } from './ahead-listings.ts'
import { SellerPage } from './page.tsx'
import { OpenAhead } from './open-ahead.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import type { Sending } from './send.tsx'
import { SharePreview } from './share-preview.tsx'
import { moment, titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const { plans } = await call(context, listSellerPlans, { organisationId, kind: 'harvest' })
  const planId = new URL(request.url).searchParams.get('share')
  const preview =
    planId === null ? null : await attempt(context, previewShares, { organisationId, planId, extent: 'all' })
  return {
    plans,
    listings: await listingsWithoutStock(context, organisationId),
    preview: preview?.ok === true ? preview.output : null,
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    open: openPresale,
    close: closePlan,
    slip: announceSlip,
    cancel: cancelHarvest,
    share: giveOutHarvest,
  })

type Loaded = Route.ComponentProps['loaderData']
export type Presale = Loaded['plans'][number]
export type Preview = NonNullable<Loaded['preview']>

export default function PresalesPage({ loaderData }: Route.ComponentProps) {
  const say = useAheadWords()
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const plan = loaderData.plans.find(({ id }) => id === params.get('share'))
  const close = () => setParams({}, { preventScrollReset: true })
  const toast = useToast()
  const opening = useSending(() => toast(say.done))
  const sharing = useSending<{ servedOrders: number; servedUnits: number }>((done) => {
    toast(say.shared(done.servedOrders, done.servedUnits))
    close()
  })
  return (
    <SellerPage title={say.presales} subtitle={say.presalesHelp}>
      <Stack gap="xl">
        {loaderData.plans.length === 0 && <Text c="dimmed">{say.none}</Text>}
        {loaderData.plans.map((one) => (
          <PresaleRow key={one.id} plan={one} />
        ))}
        <OpenPresale key={loaderData.plans.length} listings={loaderData.listings} sending={opening} />
      </Stack>
      <SidePanel
        lang={lang}
        opened={plan !== undefined && loaderData.preview !== null}
        onClose={close}
        title={plan ? say.shareTitle(titleIn(lang, plan)) : ''}
      >
        {plan && loaderData.preview && <SharePreview plan={plan} preview={loaderData.preview} sending={sharing} />}
      </SidePanel>
    </SellerPage>
  )
}

const kinds = { open: 'success', closed: 'attention', shared: 'neutral', cancelled: 'danger' } as const

function PresaleRow({ plan }: { plan: Presale }) {
  const say = useAheadWords()
  const lang = useLang()
  const [, setParams] = useSearchParams()
  const [asked, setAsked] = useState<'slip' | 'cancel' | null>(null)
  const toast = useToast()
  const { submit, busy, refusal } = useSending(() => toast(say.done))
  const day = (date: string | null) => (date === null ? '' : civilDate(date, lang))
  const stands = plan.endedAt === null
  return (
    <section>
      <Group>
        <Title order={2} size="h4">
          {titleIn(lang, plan)}
        </Title>
        <StatusBadge kind={kinds[plan.state]}>{say.states[plan.state]}</StatusBadge>
      </Group>
      <Group gap="md" py={4}>
        <span>{say.window(day(plan.windowFrom), day(plan.windowTo))}</span>
        <span>{say.sold(plan.promisedUnits + plan.servedUnits, plan.quotaUnits ?? 0)}</span>
        {plan.heldUnits > 0 && <span>{say.held(plan.heldUnits)}</span>}
        {plan.servedUnits > 0 && <span>{say.served(plan.servedUnits)}</span>}
        {stands && <span>{say.shelf(plan.onShelfUnits)}</span>}
      </Group>
      <Text size="sm" c="dimmed">
        {plan.sharing && captioned(say.sharing, say.sharings[plan.sharing], lang)} ·{' '}
        {plan.silence && captioned(say.silence, say.silences[plan.silence], lang)}
      </Text>
      {plan.slips.map((slip) => (
        <Text key={slip.id} size="sm">
          {say.slipLine(day(slip.newFrom), day(slip.newTo))} ·{' '}
          {say.answers(slip.asked, slip.accepted, slip.refunded, slip.swapped)}
          {slip.closedAt === null && ` · ${say.answerBy(moment(slip.answerBy, lang))}`}
        </Text>
      ))}
      <Refused refusal={refusal} />
      {stands && asked === null && (
        <Group mt="xs">
          <Button onClick={() => setParams({ share: plan.id }, { preventScrollReset: true })}>{say.share}</Button>
          {plan.state === 'open' && (
            <Button
              variant="default"
              loading={busy}
              onClick={() => void submit({ planId: plan.id }, { method: 'post', action: '?do=close' })}
            >
              {say.close}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsked('slip')}>
            {say.slip}
          </Button>
          <Button variant="default" onClick={() => setAsked('cancel')}>
            {say.cancel}
          </Button>
        </Group>
      )}
      {asked !== null && <Saying plan={plan} what={asked} close={() => setAsked(null)} />}
    </section>
  )
}

/** A change of date, or no harvest at all, with the reason that buyers read. */
function Saying({ plan, what, close }: { plan: Presale; what: 'slip' | 'cancel'; close: () => void }) {
  const say = useAheadWords()
  const { no } = useWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ asked?: number; refunded?: number }>((done) => {
    close()
    toast(what === 'slip' ? say.slipDone(done.asked ?? 0) : say.cancelled(done.refunded ?? 0))
  })
  return (
    <Form method="post" action={`?do=${what}`} aria-label={what === 'slip' ? say.slip : say.cancel}>
      <input type="hidden" name="planId" value={plan.id} />
      <SendingKey of={plan.slips.length} />
      <Refused refusal={refusal} />
      <Stack gap="sm" maw={560} mt="sm">
        {what === 'slip' ? (
          <Group grow>
            <TextInput
              type="date"
              name="window.from"
              label={say.from}
              defaultValue={plan.windowFrom ?? ''}
              required
              withAsterisk={false}
            />
            <TextInput
              type="date"
              name="window.to"
              label={say.to}
              defaultValue={plan.windowTo ?? ''}
              required
              withAsterisk={false}
            />
          </Group>
        ) : (
          <Text>{say.cancelWarn}</Text>
        )}
        <Textarea name="reason" label={say.reason} maxLength={500} autosize minRows={2} required withAsterisk={false} />
        <Group>
          <Button type="submit" loading={busy} {...(what === 'cancel' && { color: 'persimmon' })}>
            {what === 'slip' ? say.slipSend : say.cancel}
          </Button>
          <Button variant="default" onClick={close}>
            {no}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

type OpenProps = { listings: Loaded['listings']; sending: Sending }

function OpenPresale({ listings, sending }: OpenProps) {
  const say = useAheadWords()
  return (
    <OpenAhead title={say.open} listings={listings} sending={sending}>
      <Group grow>
        <NumberInput name="quotaUnits" label={say.quota} min={1} max={100_000} required withAsterisk={false} />
        <TextInput type="date" name="window.from" label={say.from} required withAsterisk={false} />
        <TextInput type="date" name="window.to" label={say.to} required withAsterisk={false} />
      </Group>
      <Group grow>
        <Rule name="sharing" label={say.sharing} names={say.sharings} first="by_order_time" />
        <Rule name="silence" label={say.silence} names={say.silences} first="wait" />
        <NumberInput
          name="answerDays"
          label={say.answerDays}
          min={1}
          max={14}
          defaultValue={5}
          required
          withAsterisk={false}
        />
      </Group>
    </OpenAhead>
  )
}

type RuleProps = { name: string; label: string; names: Readonly<Record<string, string>>; first: string }

function Rule({ name, label, names, first }: RuleProps) {
  const data = Object.entries(names).map(([value, text]) => ({ value, label: text }))
  return <Select name={name} label={label} data={data} defaultValue={first} allowDeselect={false} />
}

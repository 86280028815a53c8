import {
  Anchor,
  Button,
  FileInput,
  Group,
  Image,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { listHarvests } from '../../../modules/farm/index.ts'
import { finishMaking, listMakings, reportStage } from '../../../workflows/make-order.ts'
import { closePlan, openWorkshop } from '../../../workflows/open-supply.ts'
import { listSellerPlans } from '../../../workflows/read-presales.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/making.ts'
import { act } from './act.ts'
import { listingsWithoutStock } from './ahead-listings.ts'
import { useAheadWords } from './ahead-words.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { OpenAhead } from './open-ahead.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import type { Sending } from './send.tsx'
import { moment, shortDay, titleIn } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const [{ makings }, { plans }, { harvests }, listings] = await Promise.all([
    call(context, listMakings, { organisationId }),
    call(context, listSellerPlans, { organisationId, kind: 'making' }),
    call(context, listHarvests, { organisationId, limit: 100 }),
    listingsWithoutStock(context, organisationId),
  ])
  const materials = harvests.filter((one) => one.weightGrams > one.packedGrams)
  return {
    makings,
    plans,
    listings,
    materials: materials.map(({ id, product, grower, harvestedOn, weightGrams, packedGrams }) => {
      return { id, product, grower, harvestedOn, leftGrams: weightGrams - packedGrams }
    }),
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, { open: openWorkshop, close: closePlan, report: reportStage, finish: finishMaking })

type Loaded = Route.ComponentProps['loaderData']
type Making = Loaded['makings'][number]

export default function MakingPage({ loaderData }: Route.ComponentProps) {
  const say = useAheadWords()
  const { makings, plans } = loaderData
  const toast = useToast()
  const opening = useSending(() => toast(say.done))
  return (
    <SellerPage title={say.makings} subtitle={say.makingsHelp}>
      <Stack gap="xl">
        <section>
          <Title order={2} size="h4">
            {say.inHand}
          </Title>
          {makings.length === 0 && <Text c="dimmed">{say.nothingInHand}</Text>}
          {makings.map((one) => (
            <InHand key={one.orderId} making={one} materials={loaderData.materials} />
          ))}
        </section>
        <section>
          <Title order={2} size="h4">
            {say.plans}
          </Title>
          {plans.length === 0 && <Text c="dimmed">{say.noneMaking}</Text>}
          {plans.map((plan) => (
            <WorkshopRow key={plan.id} plan={plan} />
          ))}
        </section>
        <OpenWorkshop key={plans.length} listings={loaderData.listings} sending={opening} />
      </Stack>
    </SellerPage>
  )
}

function InHand({ making, materials }: { making: Making; materials: Loaded['materials'] }) {
  const say = useAheadWords()
  const lang = useLang()
  return (
    <Stack gap="xs" py="md" style={{ borderBottom: '1px solid var(--line)' }}>
      <Group>
        <strong>{titleIn(lang, making)}</strong>
        <span>{say.units(making.units)}</span>
        <span>{making.code}</span>
        {making.late ? (
          <StatusBadge kind="danger">{say.late}</StatusBadge>
        ) : (
          <StatusBadge kind="information">{say.due(civilDate(making.dueTo, lang))}</StatusBadge>
        )}
      </Group>
      {making.note && (
        <Text size="sm">
          {say.buyerNote}: {making.note}
        </Text>
      )}
      <Reported making={making} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <ReportForm making={making} />
        <FinishForm making={making} materials={materials} />
      </SimpleGrid>
    </Stack>
  )
}

const SHOWN = 72

/** What was reported so far, with its pictures, as the buyer sees it. */
function Reported({ making }: { making: Making }) {
  const say = useAheadWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  return making.reports.map((report) => {
    const stage = making.stages[report.stage]?.[lang] ?? ''
    const address = `/seller/${organisationId}/making/${report.id}.webp`
    return (
      <Group key={report.id} gap="sm" wrap="nowrap" align="flex-start">
        {report.hasPhoto && (
          <Anchor href={address} target="_blank" flex="none">
            <Image src={address} alt={say.photoOf(stage)} w={SHOWN} h={SHOWN} radius="md" fit="cover" loading="lazy" />
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {stage} · {moment(report.at, lang)}
          {report.note && <br />}
          {report.note}
        </Text>
      </Group>
    )
  })
}

/** A picture to be sent, seen before it is. */
function PhotoField() {
  const say = useAheadWords()
  const [shown, setShown] = useState<string | null>(null)
  const show = (file: File | null) => {
    if (shown !== null) URL.revokeObjectURL(shown)
    setShown(file && URL.createObjectURL(file))
  }
  return (
    <>
      <FileInput
        name="photo"
        label={say.photo}
        placeholder={say.choosePhoto}
        accept="image/*"
        clearable
        onChange={show}
      />
      {shown !== null && <Image src={shown} alt={say.photoChosen} mah={200} w="auto" fit="contain" radius="md" />}
    </>
  )
}

function ReportForm({ making }: { making: Making }) {
  const say = useAheadWords()
  const lang = useLang()
  const toast = useToast()
  const reached = making.reports.at(-1)?.stage ?? -1
  const next = Math.min(reached + 1, making.stages.length - 1)
  const { Form, busy, refusal } = useSending(() => toast(say.reported))
  return (
    <Form method="post" action="?do=report" encType="multipart/form-data" key={making.reports.length}>
      <input type="hidden" name="orderId" value={making.orderId} />
      <SendingKey of={making.reports.length} />
      <Refused refusal={refusal} />
      <Stack gap="xs">
        <Select
          name="stage"
          label={say.stage}
          data={making.stages
            .map((stage, at) => ({ value: String(at), label: stage[lang] }))
            .filter((_, at) => at >= Math.max(0, reached))}
          defaultValue={String(next)}
          allowDeselect={false}
        />
        <Textarea name="note" label={say.note} maxLength={300} autosize minRows={1} />
        <PhotoField />
        <Group>
          <Button type="submit" loading={busy}>
            {say.report}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function FinishForm({ making, materials }: { making: Making; materials: Loaded['materials'] }) {
  const say = useAheadWords()
  const lang = useLang()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.finished))
  const fitting = materials.filter((one) => one.leftGrams >= making.units * making.netGrams)
  return (
    <Form method="post" action="?do=finish">
      <input type="hidden" name="orderId" value={making.orderId} />
      <SendingKey of={making.orderId} />
      <Refused refusal={refusal} />
      <Stack gap="xs">
        <Select
          name="harvestId"
          label={say.material}
          description={fitting.length === 0 ? say.noMaterial : say.finishHelp}
          data={fitting.map((one) => ({
            value: one.id,
            label: `${one.product} ${one.grower} ${shortDay(one.harvestedOn, lang)}`,
          }))}
          required
          withAsterisk={false}
          searchable
        />
        <TextInput
          name="lotCode"
          label={say.lotCode}
          defaultValue={making.code}
          maxLength={20}
          required
          withAsterisk={false}
        />
        <Group>
          <Button type="submit" variant="default" loading={busy} disabled={fitting.length === 0}>
            {say.finish}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function WorkshopRow({ plan }: { plan: Loaded['plans'][number] }) {
  const say = useAheadWords()
  const lang = useLang()
  const toast = useToast()
  const { submit, busy, refusal } = useSending(() => toast(say.done))
  return (
    <Group py={6}>
      <span>{titleIn(lang, plan)}</span>
      <StatusBadge kind={plan.state === 'open' ? 'success' : 'neutral'}>{say.makingStates[plan.state]}</StatusBadge>
      <Text size="sm">{say.plan(plan.leadDays ?? 0, plan.weeklyUnits ?? 0)}</Text>
      <Text size="sm" c="dimmed">
        {(plan.stages ?? []).map((stage) => stage[lang]).join(' → ')}
      </Text>
      {plan.state === 'open' && (
        <Button
          variant="default"
          size="compact-md"
          loading={busy}
          onClick={() => void submit({ planId: plan.id }, { method: 'post', action: '?do=close' })}
        >
          {say.closeMaking}
        </Button>
      )}
      <Refused refusal={refusal} />
    </Group>
  )
}

const STAGES_MAX = 8

type OpenProps = { listings: Loaded['listings']; sending: Sending }

function OpenWorkshop({ listings, sending }: OpenProps) {
  const say = useAheadWords()
  const [stages, setStages] = useState(3)
  const more = stages < STAGES_MAX && (
    <Button variant="default" onClick={() => setStages(stages + 1)}>
      {say.addStage}
    </Button>
  )
  return (
    <OpenAhead title={say.openMaking} listings={listings} sending={sending} more={more}>
      <Group grow align="flex-end">
        <NumberInput name="leadDays" label={say.lead} min={1} max={365} required withAsterisk={false} />
        <NumberInput name="weeklyUnits" label={say.weekly} min={1} max={1000} required withAsterisk={false} />
      </Group>
      {Array.from({ length: stages }, (_, at) => (
        <Group key={at} grow>
          <TextInput
            name={`stages.${at}.zh`}
            label={`${say.stages} ${at + 1} · ${say.stageZh}`}
            maxLength={20}
            required
            withAsterisk={false}
          />
          <TextInput name={`stages.${at}.en`} label={say.stageEn} maxLength={40} required withAsterisk={false} />
        </Group>
      ))}
    </OpenAhead>
  )
}

import { Anchor, Button, Group, Radio, SimpleGrid, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Link, useFetcher, useNavigate } from 'react-router'
import { listCentreCases } from '../../../modules/aftersales/index.ts'
import { decideCase } from '../../../workflows/decide-case.ts'
import type { Attempt } from '../../call.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { ErrorNotice, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { timeline, titlesOf } from '../after/case-facts.ts'
import type { Case } from '../after/case-facts.ts'
import { EvidenceStrip } from '../after/evidence-strip.tsx'
import { useAfterWords } from '../after/words.ts'
import { fenOfYuan } from '../seller/case-input.ts'
import type { Route } from './+types/disputes.ts'
import { fullMoment } from './format.ts'
import { CentrePage } from './page.tsx'

const SHOWS = ['disputed', 'open', 'ended'] as const

export async function loader({ context, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const show = SHOWS.find((one) => one === asked.get('show')) ?? 'disputed'
  const { cases } = await call(context, listCentreCases, { show, limit: 200 })
  return { show, cases, chosen: cases.find((one) => one.id === asked.get('case')) ?? null }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { yuan: amount, ...input } = await formInput(request, decideCase)
  const amountFen = amount === undefined ? {} : { amountFen: fenOfYuan(amount) }
  const result = await attempt(context, decideCase, { ...input, ...amountFen })
  return result.ok ? result : refused(result)
}

export default function Disputes({ loaderData: { show, cases, chosen } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords()
  const navigate = useNavigate()
  const close = () => void navigate(`/centre/disputes?show=${show}`, { preventScrollReset: true })
  return (
    <CentrePage title={say.centre.title}>
      <Group mb="md" gap="lg">
        {SHOWS.map((one) => (
          <Anchor
            key={one}
            component={Link}
            to={`?show=${one}`}
            fw={one === show ? 700 : 400}
            aria-current={one === show ? 'page' : undefined}
          >
            {say.centre.shows[one]}
          </Anchor>
        ))}
      </Group>
      <DataTable
        lang={lang}
        caption={say.centre.title}
        rows={cases}
        rowKey={(one) => one.id}
        openKey={chosen?.id}
        empty={
          <>
            <Text fw={600}>{say.centre.empty}</Text>
            <Text c="dimmed">{say.centre.emptyHelp}</Text>
          </>
        }
        columns={[
          {
            key: 'items',
            label: say.case.items,
            cell: (one) => (
              <Anchor component={Link} to={`?show=${show}&case=${one.id}`}>
                {titlesOf(one, lang)}
              </Anchor>
            ),
          },
          { key: 'cause', label: say.case.cause, cell: (one) => say.causes[one.cause] },
          { key: 'state', label: say.desk.state, cell: (one) => say.centreStates[one.state] },
          { key: 'due', label: say.desk.due, cell: (one) => (one.dueAt === null ? '' : fullMoment(one.dueAt)) },
          { key: 'wanted', label: say.desk.amount, figure: true, cell: (one) => yuan(one.wantedFen) },
          {
            key: 'refunded',
            label: say.desk.refunded,
            figure: true,
            cell: (one) => (one.refundedFen === 0 ? '' : yuan(one.refundedFen)),
          },
        ]}
      />
      <SidePanel
        lang={lang}
        opened={chosen !== null}
        onClose={close}
        title={chosen === null ? '' : say.case.title(chosen.code)}
      >
        {chosen !== null && <Both key={chosen.id} found={chosen} />}
      </SidePanel>
    </CentrePage>
  )
}

function Both({ found }: { found: Case }) {
  const lang = useLang()
  const say = useAfterWords()
  return (
    <>
      <Text>
        {titlesOf(found, lang)} <strong>{yuan(found.wantedFen)}</strong>
      </Text>
      <Text>
        {say.causes[found.cause]} {say.remedies[found.remedy]}
      </Text>
      <Title order={3} size="h4">
        {say.centre.both}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {(['buyer', 'seller'] as const).map((side) => (
          <section key={side}>
            <Title order={4} size="h5">
              {say.sides[side]}
            </Title>
            <Said found={found} side={side} />
            <EvidenceStrip photos={found.photos.filter((photo) => photo.side === side)} />
          </section>
        ))}
      </SimpleGrid>
      {found.state === 'disputed' && <Decide found={found} />}
      <ol>
        {timeline(found, lang, fullMoment).map((step, at) => (
          <li key={at}>
            {step.label}{' '}
            <Text component="span" size="sm" c="dimmed">
              {step.when}
            </Text>
          </li>
        ))}
      </ol>
    </>
  )
}

function Said({ found, side }: { found: Case; side: 'buyer' | 'seller' }) {
  const say = useAfterWords()
  const notes = found.steps.filter((step) => step.side === side && step.note !== '').map((step) => step.note)
  const all = side === 'buyer' && found.account !== '' ? [found.account, ...notes] : notes
  if (all.length === 0) return <Text c="dimmed">{say.centre.nothingSaid}</Text>
  return all.map((note, at) => <Text key={at}>{note}</Text>)
}

function Decide({ found }: { found: Case }) {
  const lang = useLang()
  const say = useAfterWords().centre
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      {found.evidenceUntil !== null && (
        <Text size="sm" c="dimmed">
          {say.early(fullMoment(found.evidenceUntil))}
        </Text>
      )}
      <input type="hidden" name="caseId" value={found.id} />
      <Radio.Group name="step" label={say.decide} defaultValue="decide_refund">
        {(['decide_refund', 'decide_return', 'decide_reject'] as const).map((step) => (
          <Radio key={step} value={step} label={say.steps[step]} mt="xs" />
        ))}
      </Radio.Group>
      <TextInput name="yuan" label={say.amount} inputMode="decimal" mt="xs" />
      <Textarea name="reasons" label={say.reasons} required minLength={4} maxLength={1000} autosize minRows={3} />
      <Button type="submit" mt="sm" loading={fetcher.state !== 'idle'}>
        {say.decide}
      </Button>
    </fetcher.Form>
  )
}

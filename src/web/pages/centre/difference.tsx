import { Button, NativeSelect, Textarea, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFetcher } from 'react-router'
import type { Attempt } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useMoneyWords } from '../money/words.ts'
import styles from './centre.module.css'
import { fullMoment } from './format.ts'
import type { Difference, Reconciliation } from './reconciliation.tsx'
import { useWords } from './words.ts'

export const amount = (fen: number | null, none: string) => (fen === null ? none : yuan(fen))
export const gatewayName = (name: string, names: Readonly<Record<string, string>>) => names[name] ?? name

type Props = { difference: Difference } & Pick<Reconciliation, 'staff'>

/** One difference: what both sides say, what was done about it, and what may be done next. */
export function DifferenceDetails({ difference, staff }: Props) {
  const lang = useLang()
  const all = useWords()
  const say = all.reconciliation
  const { bill: words } = useMoneyWords()
  const { date, gateway, lineKind, ourFen, billFen, ourId, state, reason, ownerId } = difference
  const owner = staff.find((one) => one.value === ownerId)?.label
  return (
    <>
      <dl className={styles.facts}>
        <dt>{say.date}</dt>
        <dd>{civilDate(date, lang)}</dd>
        <dt>{say.gateway}</dt>
        <dd>{gatewayName(gateway, all.gateways)}</dd>
        <dt>{say.what}</dt>
        <dd>{say.lineKinds[lineKind]}</dd>
        <dt>{say.ours}</dt>
        <dd>{amount(ourFen, all.none)}</dd>
        <dt>{say.bill}</dt>
        <dd>{amount(billFen, all.none)}</dd>
        <dt>{words.reason}</dt>
        <dd>{words.reasons[reason]}</dd>
        <dt>{words.state}</dt>
        <dd>{[words.states[state], state === 'escalated' ? owner : undefined].filter(Boolean).join(' · ')}</dd>
        <dt>{say.number}</dt>
        <dd className={styles.code}>{ourId}</dd>
      </dl>
      <Steps difference={difference} />
      {(state === 'open' || state === 'escalated') && <Explain difference={difference} />}
      {(state === 'open' || state === 'explained') && <Escalate difference={difference} staff={staff} />}
      {(state === 'explained' || state === 'escalated') && <Close difference={difference} />}
    </>
  )
}

function Steps({ difference: { steps } }: Pick<Props, 'difference'>) {
  const { bill: words } = useMoneyWords()
  if (steps.length === 0) return null
  return (
    <section>
      <Title order={3} size="h4">
        {words.steps}
      </Title>
      {steps.map((step) => (
        <p key={step.at.getTime()} className={styles.prose}>
          {words.states[step.state]} {step.note === 'settled_later' ? words.settledLater : step.note}{' '}
          <span className={styles.quiet}>{fullMoment(step.at)}</span>
        </p>
      ))}
    </section>
  )
}

type FormProps = { difference: Difference; intent: string; label: string; children: ReactNode }

function Act({ difference: { id }, intent, label, children }: FormProps) {
  const lang = useLang()
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return (
    <fetcher.Form method="post" style={{ marginTop: 'var(--space-4)' }}>
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <input type="hidden" name="differenceId" value={id} />
      {children}
      <Button type="submit" name="intent" value={intent} mt="sm" variant="default" loading={fetcher.state !== 'idle'}>
        {label}
      </Button>
    </fetcher.Form>
  )
}

function Explain({ difference }: Pick<Props, 'difference'>) {
  const say = useWords().reconciliation
  const { bill: words } = useMoneyWords()
  return (
    <Act difference={difference} intent="explain" label={say.save}>
      <NativeSelect
        name="reason"
        label={words.reason}
        defaultValue={difference.reason}
        data={Object.entries(words.reasons).map(([value, label]) => ({ value, label }))}
      />
      <Textarea
        name="explanation"
        label={say.explanationLabel}
        description={say.explanationHelp}
        descriptionProps={{ fz: 'sm' }}
        required
        maxLength={300}
        autosize
        minRows={2}
      />
    </Act>
  )
}

function Escalate({ difference, staff }: Props) {
  const { bill: words } = useMoneyWords()
  return (
    <Act difference={difference} intent="escalate" label={words.escalateDo}>
      <NativeSelect name="ownerId" label={words.owner} data={staff} />
      <Textarea name="note" label={words.escalateNote} required maxLength={300} autosize minRows={2} />
    </Act>
  )
}

function Close({ difference }: Pick<Props, 'difference'>) {
  const { bill: words } = useMoneyWords()
  return (
    <Act difference={difference} intent="close" label={words.closeDo}>
      <Textarea name="note" label={words.closeNote} required maxLength={300} autosize minRows={2} />
    </Act>
  )
}

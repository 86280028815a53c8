import { Alert, Button, Checkbox, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRevalidator } from 'react-router'
import type { InputOf, OutputOf } from '../../../kernel/operation.ts'
import type { applyBulkEdit, previewBulkEdit, undoBulkEdit } from '../../../workflows/edit-listings.ts'
import { ProgressPanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { FormRefusal } from '../../call.ts'
import { BulkDiff } from './bulk-diff.tsx'
import { sendBulk } from './bulk-send.ts'
import { useBulkWords } from './bulk-words.ts'
import { useDesk } from './layout.tsx'
import { Refused } from './send.tsx'
import { useToast } from './toast.tsx'

type Change = InputOf<typeof previewBulkEdit>['change']
type Preview = OutputOf<typeof previewBulkEdit>['rows']
type Template = { id: string; name: string }

const PART = 1000

const parts = <T,>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PART) }, (_, n) => all.slice(n * PART, (n + 1) * PART))

type Props = { chosen: readonly string[]; templates: readonly Template[]; onDone: () => void }

/** What to change of the listings chosen, then each before and after, then the change: in parts of a thousand. */
export function BulkPanel({ chosen, templates, onDone }: Props) {
  const say = useBulkWords()
  const { organisationId } = useDesk()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [refusal, setRefusal] = useState<FormRefusal | null>(null)
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const ask = async (change: Change) => {
    setRefusal(null)
    const rows: Preview = []
    for (const listingIds of parts(chosen)) {
      setProgress({ done: rows.length, of: chosen.length })
      const answer = await sendBulk<typeof previewBulkEdit>(organisationId, 'preview', { listingIds, change }, say.lost)
      if (!answer.ok) return stop(answer.refusal)
      rows.push(...answer.output.rows)
    }
    setProgress(null)
    setPreview(rows)
  }
  const stop = (why: FormRefusal) => {
    setProgress(null)
    setRefusal(why)
  }
  return (
    <Stack gap="md">
      <Refused refusal={refusal} />
      {progress && <Busy {...progress} />}
      {preview === null ? (
        <ChangeForm templates={templates} busy={progress !== null} onAsk={(change) => void ask(change)} />
      ) : (
        <Confirm
          preview={preview}
          templates={templates}
          onBack={() => setPreview(null)}
          onStop={stop}
          onDone={onDone}
        />
      )}
    </Stack>
  )
}

function Busy({ done, of }: { done: number; of: number }) {
  return <ProgressPanel lang={useLang()} title={useBulkWords().applying} done={done} total={of} />
}

type ConfirmProps = {
  preview: Preview
  templates: readonly Template[]
  onBack: () => void
  onStop: (why: FormRefusal) => void
  onDone: () => void
}

function Confirm({ preview, templates, onBack, onStop, onDone }: ConfirmProps) {
  const say = useBulkWords()
  const toast = useToast()
  const { organisationId } = useDesk()
  const { revalidate } = useRevalidator()
  const [done, setDone] = useState<number | null>(null)
  const edits = preview.flatMap(({ edit, refusal }) => (edit !== null && refusal === null ? [edit] : []))
  const refused = preview.filter(({ refusal }) => refusal !== null).length
  const undo = async (editIds: readonly string[]) => {
    let [back, kept] = [0, 0]
    for (const editId of editIds) {
      const answer = await sendBulk<typeof undoBulkEdit>(organisationId, 'undo', { editId }, say.lost)
      if (!answer.ok) return toast(answer.refusal.title)
      back += answer.output.undone
      kept += answer.output.kept.length
    }
    toast(say.undone(back, kept))
    void revalidate()
  }
  const apply = async () => {
    const made: string[] = []
    let count = 0
    for (const part of parts(edits)) {
      setDone(count)
      const answer = await sendBulk<typeof applyBulkEdit>(organisationId, 'apply', { edits: part }, say.lost)
      if (!answer.ok) {
        setDone(null)
        if (count > 0) toast(say.partDone(count), () => void undo(made))
        void revalidate()
        return onStop(answer.refusal)
      }
      made.push(answer.output.editId)
      count += part.length
    }
    toast(say.done(count), () => void undo(made))
    void revalidate()
    onDone()
  }
  return (
    <>
      <Text fw={600} role="status">
        {say.summary(edits.length, refused, preview.length - edits.length - refused)}
      </Text>
      {done !== null && <Busy done={done} of={edits.length} />}
      <Group>
        <Button disabled={edits.length === 0} loading={done !== null} onClick={() => void apply()}>
          {say.apply(edits.length)}
        </Button>
        <Button variant="default" onClick={onBack}>
          {say.back}
        </Button>
      </Group>
      <BulkDiff rows={preview} freight={new Map(templates.map(({ id, name }) => [id, name]))} />
    </>
  )
}

type By = 'none' | 'set' | 'percent' | 'fen' | 'floor'
type Round = 'fen' | 'jiao' | 'yuan'

type Typed = {
  by: By
  amount: number | string
  to: Round
  stopAtFloor: boolean
  from: string | null
  until: string | null
  freight: string | null
  minimum: number | string
  state: string | null
  producer: string
  certificate: string
}
const untouched: Typed = {
  by: 'none',
  amount: '',
  to: 'fen',
  stopAtFloor: true,
  from: null,
  until: null,
  freight: null,
  minimum: '',
  state: null,
  producer: '',
  certificate: '',
}

function changeOf(typed: Typed): Change | null {
  const change: Change = {}
  const amount = Number(typed.amount)
  if (typed.by === 'floor') change.price = { by: 'floor' }
  else if (typed.by !== 'none' && typed.amount !== '') {
    if (typed.by === 'percent') change.price = { by: 'percent', percent: amount, to: typed.to }
    else change.price = { by: typed.by, fen: Math.round(amount * 100) }
  }
  if (change.price !== undefined) change.stopAtFloor = typed.stopAtFloor
  if (typed.from !== null) change.seasonMonths = monthBits(Number(typed.from), Number(typed.until ?? typed.from))
  if (typed.freight !== null) change.freightTemplateId = typed.freight
  if (typed.minimum !== '') change.minimumUnits = Number(typed.minimum)
  if (typed.state === 'open' || typed.state === 'closed') change.state = typed.state
  if (typed.producer.trim() !== '') change.producer = typed.producer
  if (typed.certificate.trim() !== '') change.certificate = typed.certificate
  return Object.keys(change).length === 0 ? null : change
}

/** Month 0 stands for the whole year. */
function monthBits(from: number, until: number): number {
  if (from === 0) return 4095
  let bits = 0
  for (let month = from, n = 0; n < 12; n += 1, month = (month % 12) + 1) {
    bits |= 1 << (month - 1)
    if (month === until) break
  }
  return bits
}

type FormProps = { templates: readonly Template[]; busy: boolean; onAsk: (change: Change) => void }

function ChangeForm({ templates, busy, onAsk }: FormProps) {
  const say = useBulkWords()
  const [typed, setTyped] = useState(untouched)
  const [empty, setEmpty] = useState(false)
  const put = (more: Partial<Typed>) => setTyped({ ...typed, ...more })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const change = changeOf(typed)
        setEmpty(change === null)
        if (change !== null) onAsk(change)
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {say.lead}
        </Text>
        <PriceFields typed={typed} put={put} />
        <SeasonFields typed={typed} put={put} />
        <Select
          label={say.freight}
          placeholder={say.keep}
          clearable
          data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.freight}
          onChange={(freight) => put({ freight })}
        />
        <NumberInput
          label={say.minimum}
          placeholder={say.keep}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={typed.minimum}
          onChange={(minimum) => put({ minimum })}
        />
        <Select
          label={say.state}
          placeholder={say.keep}
          clearable
          data={(['open', 'closed'] as const).map((value) => ({ value, label: say.states[value] }))}
          value={typed.state}
          onChange={(state) => put({ state })}
        />
        {(['producer', 'certificate'] as const).map((key) => (
          <TextInput
            key={key}
            label={say[key]}
            placeholder={say.keep}
            maxLength={key === 'producer' ? 80 : 60}
            value={typed[key]}
            onChange={(event) => put({ [key]: event.currentTarget.value })}
          />
        ))}
        {empty && <Alert color="bamboo">{say.nothing}</Alert>}
        <Button type="submit" size="md" loading={busy}>
          {say.preview}
        </Button>
      </Stack>
    </form>
  )
}

type FieldsProps = { typed: Typed; put: (more: Partial<Typed>) => void }

function PriceFields({ typed, put }: FieldsProps) {
  const say = useBulkWords()
  const { by } = typed
  return (
    <Stack gap="xs">
      <Group grow align="flex-end">
        <Select
          label={say.price}
          allowDeselect={false}
          data={(['none', 'set', 'percent', 'fen', 'floor'] as const).map((value) => ({ value, label: say.by[value] }))}
          value={by}
          onChange={(value) => put({ by: value ?? 'none', amount: '' })}
        />
        {by !== 'none' && by !== 'floor' && (
          <NumberInput
            label={by === 'percent' ? say.percent : say.yuan}
            value={typed.amount}
            onChange={(amount) => put({ amount })}
            min={by === 'set' ? 0.01 : by === 'percent' ? -99 : -100_000}
            max={by === 'percent' ? 900 : 10_000_000}
            decimalScale={2}
            inputMode="decimal"
            required
          />
        )}
        {by === 'percent' && (
          <Select
            label={say.roundTo}
            allowDeselect={false}
            data={(['fen', 'jiao', 'yuan'] as const).map((value) => ({ value, label: say.round[value] }))}
            value={typed.to}
            onChange={(to) => put({ to: to ?? 'fen' })}
          />
        )}
      </Group>
      {by !== 'none' && by !== 'floor' && (
        <Checkbox
          label={say.stopAtFloor}
          checked={typed.stopAtFloor}
          onChange={(event) => put({ stopAtFloor: event.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}

function SeasonFields({ typed, put }: FieldsProps) {
  const say = useBulkWords()
  const months = Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: say.month(i + 1) }))
  return (
    <Group grow align="flex-end">
      <Select
        label={say.season}
        placeholder={say.keep}
        clearable
        data={[{ value: '0', label: say.allYear }, ...months]}
        value={typed.from}
        onChange={(from) => put({ from, until: from })}
      />
      {typed.from !== null && typed.from !== '0' && (
        <Select
          aria-label={say.season}
          allowDeselect={false}
          data={months}
          value={typed.until}
          onChange={(until) => put({ until })}
        />
      )}
    </Group>
  )
}

import { Button, Checkbox, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useLang } from '../../page-context.ts'
import { civilDate } from '../../kit/format.ts'
import { Refused, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { clock } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import type { CalendarData } from './calendar.tsx'
import type { Chosen } from './choice.ts'
import styles from './hosting.module.css'
import { rowName } from './row-name.ts'
import { useHostWords } from './words.ts'

type Row = CalendarData['rows'][number]
type Range = { from: string; until: string }
type PanelProps = { row: Row; days: readonly string[]; chosen: Chosen; onDone: () => void }

/** What may be done with the days that are chosen. */
export function ChangePanel({ row, days, chosen, onDone }: PanelProps) {
  const lang = useLang()
  const say = useHostWords().calendar
  const range = { from: days[chosen.from] as string, until: days[chosen.until] as string }
  const count = chosen.until - chosen.from + 1
  return (
    <section id="change" className={styles.change}>
      <Group justify="space-between" mb="sm">
        <Text fw={600} role="status">
          {say.chosen(rowName(row, lang), civilDate(range.from, lang), civilDate(range.until, lang), count)}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={onDone}>
          {say.clear}
        </Button>
      </Group>
      <div className={styles.forms}>
        <OpenForm row={row} range={range} />
        <CloseForm row={row} range={range} />
        {row.kind === 'room_type' ? <NightPrice row={row} range={range} /> : <TicketPrice row={row} range={range} />}
        {row.kind === 'room_type' && <NightRules row={row} range={range} />}
        {row.siteId !== null && <KeepForm siteId={row.siteId} row={row} range={range} />}
      </div>
    </section>
  )
}

type FormProps = { row: Row; range: Range }

/** The first of the days chosen, to begin the fields from. */
const cellAt = ({ row, range }: FormProps) => row.cells.find((one) => one.day === range.from)

function OpenForm({ row, range }: FormProps) {
  const say = useHostWords().calendar
  const toast = useToast()
  const isRoom = row.kind === 'room_type'
  const { Form, busy, refusal } = useSending<{ opened: number }>(({ opened }) =>
    toast(row.isTimed ? say.openedSlots(opened) : say.opened(opened)),
  )
  const capacity = cellAt({ row, range })?.capacity ?? row.rooms ?? 20
  return (
    <Form method="post" action={isRoom ? '?do=rooms' : '?do=places'}>
      <input type="hidden" name={isRoom ? 'roomTypeId' : 'resourceId'} value={row.ownerId} />
      <Days range={range} />
      {row.isTimed && row.minute !== null && <input type="hidden" name="minutes" value={clock(row.minute)} />}
      {row.isTimed && row.minute === null && <TextInput name="minutes" label={say.begins} w={220} required />}
      <NumberInput
        name={isRoom ? 'rooms' : 'capacity'}
        label={isRoom ? say.rooms : say.places}
        defaultValue={capacity}
        min={0}
        max={row.rooms ?? 1_000_000}
        w={120}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={busy}>
        {say.open}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

const Days = ({ range }: { range: Range }) => (
  <>
    <input type="hidden" name="from" value={range.from} />
    <input type="hidden" name="until" value={range.until} />
  </>
)

/** Places of the sight's days that only its window sells. */
function KeepForm({ siteId, row, range }: FormProps & { siteId: string }) {
  const say = useHostWords().calendar
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ daysShort: number }>(({ daysShort }) => toast(say.kept(daysShort)))
  return (
    <Form method="post" action="?do=keep">
      <input type="hidden" name="siteId" value={siteId} />
      <Days range={range} />
      <NumberInput
        key={range.from}
        name="people"
        label={say.keep}
        defaultValue={cellAt({ row, range })?.windowKeeps ?? 0}
        min={0}
        max={1_000_000}
        w={160}
        required
        withAsterisk={false}
      />
      <Button type="submit" variant="default" loading={busy}>
        {say.setKept}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

function CloseForm({ row, range }: FormProps) {
  const say = useHostWords().calendar
  const toast = useToast()
  const isClosed = cellAt({ row, range })?.isClosed === true
  const minute = row.minute === null ? {} : { minute: String(row.minute) }
  const where = { method: 'post', action: '?do=close' } as const
  const asked = (closed: boolean) => ({ ownerId: row.ownerId, ...range, ...minute, isClosed: String(closed) })
  const undone = useSending(() => {})
  const { submit, busy, refusal } = useSending<{ changed: number }>(({ changed }) =>
    toast(isClosed ? say.reopened(changed) : say.closedDone(changed), () => void undone.submit(asked(isClosed), where)),
  )
  return (
    <div>
      <Button variant="default" loading={busy} onClick={() => void submit(asked(!isClosed), where)}>
        {isClosed ? say.reopen : say.close}
      </Button>
      <Refused refusal={refusal} />
    </div>
  )
}

const RuleDays = ({ range }: { range: Range }) => (
  <>
    <input type="hidden" name="fromDay" value={range.from} />
    <input type="hidden" name="untilDay" value={range.until} />
  </>
)

function NightPrice({ row, range }: FormProps) {
  const say = useHostWords().calendar
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.priced))
  const fen = cellAt({ row, range })?.night?.priceFen
  return (
    <Form method="post" action="?do=price">
      <input type="hidden" name="ownerId" value={row.ownerId} />
      <RuleDays range={range} />
      <NumberInput
        name="yuan"
        label={say.price}
        {...(fen !== undefined && { defaultValue: fen / 100 })}
        min={0}
        decimalScale={2}
        w={120}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={busy}>
        {say.setPrice}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

function TicketPrice({ row, range }: FormProps) {
  const lang = useLang()
  const say = useHostWords().calendar
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.priced))
  if (row.tickets.length === 0) return null
  return (
    <Form method="post" action="?do=price">
      <RuleDays range={range} />
      <NativeSelect
        name="ticket"
        label={say.ticket}
        data={row.tickets.map((one) => ({
          value: `${one.optionId}.${one.unit}`,
          label: `${lang === 'zh' ? one.nameZh : one.nameEn} · ${stayWords[lang].units[one.unit]}`,
        }))}
      />
      <NumberInput name="yuan" label={say.ticketPrice} min={0} decimalScale={2} w={120} required withAsterisk={false} />
      <Button type="submit" loading={busy}>
        {say.setPrice}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

function NightRules({ row, range }: FormProps) {
  const say = useHostWords().calendar
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.priced))
  return (
    <Form method="post" action="?do=price">
      <input type="hidden" name="ownerId" value={row.ownerId} />
      <RuleDays range={range} />
      <NumberInput
        name="nightsMin"
        label={say.nightsMin}
        defaultValue={cellAt({ row, range })?.night?.nightsMin ?? 1}
        min={1}
        max={60}
        w={120}
      />
      <Checkbox name="noArrival" value="true" label={say.noArrival} mb={8} />
      <Button type="submit" variant="default" loading={busy}>
        {say.setNights}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

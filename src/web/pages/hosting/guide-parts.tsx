import { Button, Checkbox, Chip, Group, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { clock, dayInWords, nameIn } from '../stay/said.ts'
import type { Gear, Guide, GuidesData } from './guides.tsx'
import { LanguageChips } from './language-chips.tsx'
import { PanelForm } from './panel-form.tsx'
import { ToldFields } from './told-fields.tsx'
import { useHostWords } from './words.ts'

/** A guide, with languages and how many they lead at once. */
export function GuideForm({ guide, onDone }: { guide: Guide | undefined; onDone: () => void }) {
  const { guides: say } = useHostWords()
  return (
    <PanelForm what="guide" of={guide?.id ?? 'new'} ids={{ guideId: guide?.id }} onDone={onDone}>
      {(refusal) => (
        <>
          <ToldFields told={guide} refusal={refusal} />
          <LanguageChips languages={guide?.languages ?? ['zh']} />
          <NumberInput
            name="peopleMax"
            label={say.peopleMax}
            description={say.peopleMaxHelp}
            defaultValue={guide?.peopleMax ?? ''}
            min={1}
            max={1000}
          />
          <Checkbox name="isOpen" value="true" label={say.works} defaultChecked={guide?.isOpen ?? true} />
        </>
      )}
    </PanelForm>
  )
}

/** Something that is lent, and how many there are. */
export function GearForm({ gear, onDone }: { gear: Gear | undefined; onDone: () => void }) {
  const { guides: say } = useHostWords()
  return (
    <PanelForm
      what="gear"
      of={gear?.id ?? 'new'}
      ids={{ gearId: gear?.id }}
      noteOf={({ timesOverLimit }: { timesOverLimit: number }) => say.over(timesOverLimit)}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <ToldFields told={gear} refusal={refusal} />
          <NumberInput
            name="pieces"
            label={say.pieces}
            defaultValue={gear?.pieces ?? ''}
            min={0}
            max={10_000}
            required
          />
        </>
      )}
    </PanelForm>
  )
}

type RosterProps = { guide: Guide; today: string; places: GuidesData['places']; onDone: () => void }
const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** Which slots a guide leads, for a range of days. */
export function RosterForm({ guide, today, places, onDone }: RosterProps) {
  const lang = useLang()
  const { guides: say } = useHostWords()
  const [weekdays, setWeekdays] = useState<string[]>(WEEK.map(String))
  return (
    <PanelForm
      what="roster"
      of={guide.id}
      ids={{ guideId: guide.id }}
      noteOf={({ slots }: { slots: number }) => ` · ${say.rostered(slots)}`}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <NativeSelect
            name="resourceId"
            label={say.resource}
            data={places.map((one) => ({ value: one.id, label: nameIn(one, lang) }))}
          />
          <Group grow>
            <TextInput type="date" name="from" label={say.from} defaultValue={today} min={today} required />
            <TextInput type="date" name="until" label={say.until} defaultValue={today} min={today} required />
          </Group>
          <div>
            <Text size="sm" fw={500} mb={4}>
              {say.weekdays}
            </Text>
            <Chip.Group multiple value={weekdays} onChange={setWeekdays}>
              <Group gap="xs">
                {WEEK.map((day) => (
                  <Chip key={day} value={String(day)} size="xs" variant="outline">
                    {say.weekday[day - 1]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {weekdays.map((day) => (
              <input key={day} type="hidden" name="weekdays[]" value={day} />
            ))}
          </div>
          <TextInput name="minutes" label={say.minutes} error={refusal?.errors['/minutes/0']} required />
          <NumberInput name="durationMinutes" label={say.duration} defaultValue={60} min={1} max={1440} required />
        </>
      )}
    </PanelForm>
  )
}

/** What guides lead in a week, and who is booked with them. */
export function DutyTable({ duties, guides, places }: Pick<GuidesData, 'duties' | 'guides' | 'places'>) {
  const lang = useLang()
  const { guides: say } = useHostWords()
  const named = (list: readonly { id: string; nameZh: string; nameEn: string }[], id: string) => {
    const found = list.find((one) => one.id === id)
    return found === undefined ? '' : nameIn(found, lang)
  }
  return (
    <>
      <Group hiddenFrom="sm" display="block">
        {duties.length === 0 && <Text>{say.noDuties}</Text>}
        {[...Map.groupBy(duties, (one) => one.day)].map(([day, own]) => (
          <section key={day}>
            <Title order={3} size="h5" mt="md">
              {dayInWords(day, lang)}
            </Title>
            {own.map((one) => (
              <Group key={`${one.guideId} ${one.minute}`} justify="space-between" wrap="nowrap" py={4}>
                <span>
                  {clock(one.minute)} {named(guides, one.guideId)} · {named(places, one.resourceId)}
                  <br />
                  <Text span size="sm" c="dimmed">
                    {say.bookedOf(one.parties, one.people)}
                  </Text>
                </span>
                <Relieve duty={one} />
              </Group>
            ))}
          </section>
        ))}
      </Group>
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.week}
          rows={duties}
          rowKey={(one) => `${one.guideId} ${one.day} ${one.minute}`}
          empty={say.noDuties}
          columns={[
            { key: 'day', label: say.day, cell: (one) => dayInWords(one.day, lang) },
            { key: 'time', label: say.time, cell: (one) => `${clock(one.minute)}–${clock(one.untilMinute % 1440)}` },
            { key: 'who', label: say.who, cell: (one) => named(guides, one.guideId) },
            { key: 'where', label: say.where, cell: (one) => named(places, one.resourceId) },
            { key: 'booked', label: say.booked, cell: (one) => say.bookedOf(one.parties, one.people) },
            { key: 'act', label: say.act, cell: (one) => <Relieve duty={one} /> },
          ]}
        />
      </Group>
    </>
  )
}

function Relieve({ duty: { guideId, day, minute } }: { duty: GuidesData['duties'][number] }) {
  const { guides: say } = useHostWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ handedOver: number }>(({ handedOver }) =>
    toast(say.relieved(handedOver)),
  )
  return (
    <Form method="post" action="?do=relieve">
      <SendingKey of={`relieve ${guideId} ${day} ${minute}`} />
      <input type="hidden" name="guideId" value={guideId} />
      <input type="hidden" name="day" value={day} />
      <input type="hidden" name="minute" value={minute} />
      <Refused refusal={refusal} />
      <Button type="submit" variant="subtle" size="compact-sm" loading={busy}>
        {say.relieve}
      </Button>
    </Form>
  )
}

import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { VillageSelect } from '../seller/village-select.tsx'
import { clock } from '../stay/said.ts'
import { NO_LIMIT } from './fields.ts'
import { PanelForm } from './panel-form.tsx'
import type { SightsData, Site } from './sights.tsx'
import { StandsAt, ToldFields } from './told-fields.tsx'
import { useHostWords } from './words.ts'

const OPENS = 8 * 60
const CLOSES = 17 * 60

type SiteProps = { site: Site | undefined; townships: SightsData['townships']; onDone: () => void }

/** A new sight, or the words of one. */
export function SiteForm({ site, townships, onDone }: SiteProps) {
  const { sights: say } = useHostWords()
  return (
    <PanelForm
      what="site"
      of={site?.id ?? 'new'}
      ids={{ siteId: site?.id }}
      isOpen={site?.isOpen ?? true}
      noteOf={({ daysOverLimit }: { daysOverLimit: number }) => (daysOverLimit > 0 ? ` (${daysOverLimit})` : '')}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <ToldFields told={site} refusal={refusal} about />
          <StandsAt place={site} />
          <VillageSelect
            townships={townships}
            name="villageCode"
            defaultValue={site?.villageCode}
            error={refusal?.errors['/villageCode']}
          />
          <NumberInput
            name="dayLimit"
            label={say.dayLimit}
            defaultValue={site === undefined || site.dayLimit === NO_LIMIT ? '' : site.dayLimit}
            min={0}
            max={NO_LIMIT}
          />
          <NumberInput
            name="walkIns"
            label={say.walkIns}
            description={say.walkInsHelp}
            defaultValue={site?.walkIns ?? 0}
            min={0}
            max={NO_LIMIT}
            error={refusal?.errors['/walkIns']}
          />
          <NumberInput
            name="reserveFromPercent"
            label={say.reserveFrom}
            description={say.reserveFromHelp}
            defaultValue={site?.reserveFromPercent ?? ''}
            min={1}
            max={80}
            error={refusal?.errors['/reserveFromPercent']}
          />
          <Group grow>
            <TextInput name="opens" label={say.opens} defaultValue={clock(site?.opensMinute ?? OPENS)} required />
            <TextInput name="closes" label={say.closes} defaultValue={clock(site?.closesMinute ?? CLOSES)} required />
          </Group>
        </>
      )}
    </PanelForm>
  )
}

/** Something of a sight that has places. */
export function ResourceForm({ site, onDone }: { site: Site; onDone: () => void }) {
  const { sights: say } = useHostWords()
  return (
    <PanelForm what="resource" of={site.id} ids={{ siteId: site.id }} onDone={onDone}>
      {(refusal) => (
        <>
          <ToldFields told={undefined} refusal={refusal} />
          <NativeSelect
            name="counted"
            label={say.counted}
            data={[
              { value: 'day', label: say.byDay },
              { value: 'timed', label: say.timed },
            ]}
          />
        </>
      )}
    </PanelForm>
  )
}

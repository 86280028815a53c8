import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { VillageSelect } from '../seller/village-select.tsx'
import { clock } from '../stay/said.ts'
import type { SightsData, Site } from './sights.tsx'
import { OpenField, StandsAt, ToldFields } from './told-fields.tsx'
import { useHostWords } from './words.ts'

const OPENS = 8 * 60
const CLOSES = 17 * 60
const NO_LIMIT = 1_000_000

type SiteProps = { site: Site | undefined; townships: SightsData['townships']; onDone: () => void }

/** A new sight, or the words of one. */
export function SiteForm({ site, townships, onDone }: SiteProps) {
  const { sights: say, saved, save } = useHostWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ daysOverLimit: number }>(({ daysOverLimit }) => {
    toast(daysOverLimit > 0 ? `${saved} (${daysOverLimit})` : saved)
    onDone()
  })
  return (
    <Form method="post" action="?do=site">
      <SendingKey of={site?.id ?? 'new'} />
      {site && <input type="hidden" name="siteId" value={site.id} />}
      <Stack>
        <Refused refusal={refusal} />
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
        <Group grow>
          <TextInput name="opens" label={say.opens} defaultValue={clock(site?.opensMinute ?? OPENS)} required />
          <TextInput name="closes" label={say.closes} defaultValue={clock(site?.closesMinute ?? CLOSES)} required />
        </Group>
        <OpenField isOpen={site?.isOpen ?? true} />
        <Button type="submit" loading={busy}>
          {save}
        </Button>
      </Stack>
    </Form>
  )
}

/** Something of a sight that has places. */
export function ResourceForm({ site, onDone }: { site: Site; onDone: () => void }) {
  const { sights: say, saved, save } = useHostWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => {
    toast(saved)
    onDone()
  })
  return (
    <Form method="post" action="?do=resource">
      <SendingKey of={site.id} />
      <input type="hidden" name="siteId" value={site.id} />
      <Stack>
        <Refused refusal={refusal} />
        <ToldFields told={undefined} refusal={refusal} />
        <NativeSelect
          name="counted"
          label={say.counted}
          data={[
            { value: 'day', label: say.byDay },
            { value: 'timed', label: say.timed },
          ]}
        />
        <Button type="submit" loading={busy}>
          {save}
        </Button>
      </Stack>
    </Form>
  )
}

import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import {
  listDuties,
  listHelp,
  listSites,
  relieveGuide,
  rosterGuide,
  saveGear,
  saveGuide,
} from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import { isDay } from '../stay/address.ts'
import { nameIn } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import type { Route } from './+types/guides.ts'
import { minutesIn } from './fields.ts'
import { DutyTable, GearForm, GuideForm, RosterForm } from './guide-parts.tsx'
import styles from './hosting.module.css'
import { withOpen } from './told-fields.tsx'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

const DAYS_SHOWN = 7

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const today = civilDate(appOf(context).clock.now())
  const asked = new URL(request.url).searchParams.get('from')
  const from = isDay(asked) ? asked : today
  const range = { organisationId, from, until: addDays(from, DAYS_SHOWN - 1) }
  const [{ guides, gear }, { duties }, { sites }] = await Promise.all([
    call(context, listHelp, { organisationId }),
    call(context, listDuties, range),
    call(context, listSites, { organisationId }),
  ])
  const places = sites.flatMap((site) => site.resources.filter((one) => one.isTimed))
  return { today, from, guides, gear, duties, places }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'gear') return doing(args, saveGear)
  if (wanted === 'relieve') return doing(args, relieveGuide)
  if (wanted === 'roster') return doing(args, rosterGuide, (input) => ({ ...input, minutes: minutesIn(input.minutes) }))
  return doing(args, saveGuide, ({ peopleMax, ...input }) =>
    withOpen({ ...input, peopleMax: peopleMax === '' || peopleMax === undefined ? null : peopleMax }),
  )
}

export type GuidesData = Route.ComponentProps['loaderData']
export type Guide = GuidesData['guides'][number]
export type Gear = GuidesData['gear'][number]

type Open =
  | { what: 'guide'; guide: Guide | undefined }
  | { what: 'gear'; gear: Gear | undefined }
  | { what: 'roster'; guide: Guide }

/** Who leads visits and what is lent: shared by all that needs them. */
export default function GuidesPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const { guides: say } = useHostWords()
  const [open, setOpen] = useState<Open | null>(null)
  const done = () => setOpen(null)
  const { guides, gear, from, places } = loaderData
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={<Button onClick={() => setOpen({ what: 'guide', guide: undefined })}>{say.addGuide}</Button>}
    >
      <Stack gap="xl">
        <section className={styles.place}>
          <Title order={2} size="h4">
            {say.guides}
          </Title>
          {guides.length === 0 && <Text>{say.noGuides}</Text>}
          {places.length === 0 && <Text>{say.needTimed}</Text>}
          {guides.map((guide) => (
            <GuideLine key={guide.id} guide={guide} canRoster={places.length > 0} onOpen={setOpen} />
          ))}
        </section>
        <section className={styles.place}>
          <Group justify="space-between">
            <Title order={2} size="h4">
              {say.gear}
            </Title>
            <Button variant="default" onClick={() => setOpen({ what: 'gear', gear: undefined })}>
              {say.addGear}
            </Button>
          </Group>
          {gear.length === 0 && <Text>{say.noGear}</Text>}
          {gear.map((one) => (
            <Group key={one.id} justify="space-between" py={4}>
              <span>
                <strong>{nameIn(one, lang)}</strong>{' '}
                <Text span c="dimmed">
                  {say.piecesOf(one.pieces)}
                </Text>
              </span>
              <Button variant="subtle" size="compact-sm" onClick={() => setOpen({ what: 'gear', gear: one })}>
                {say.editGear}
              </Button>
            </Group>
          ))}
        </section>
        <section>
          <Group justify="space-between" mb="sm">
            <Title order={2} size="h4">
              {say.week}
            </Title>
            <Group gap="xs">
              <Button component={Link} to={`?from=${addDays(from, -DAYS_SHOWN)}`} variant="default" size="compact-sm">
                {say.earlier}
              </Button>
              <Button component={Link} to={`?from=${addDays(from, DAYS_SHOWN)}`} variant="default" size="compact-sm">
                {say.later}
              </Button>
            </Group>
          </Group>
          <DutyTable {...loaderData} />
        </section>
      </Stack>
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={done}
        title={open === null ? '' : titleOf(open, say, lang)}
      >
        {open?.what === 'guide' && <GuideForm guide={open.guide} onDone={done} />}
        {open?.what === 'gear' && <GearForm gear={open.gear} onDone={done} />}
        {open?.what === 'roster' && (
          <RosterForm guide={open.guide} today={loaderData.today} places={places} onDone={done} />
        )}
      </SidePanel>
    </SellerPage>
  )
}

function titleOf(open: Open, say: ReturnType<typeof useHostWords>['guides'], lang: 'zh' | 'en'): string {
  if (open.what === 'roster') return say.rosterOf(nameIn(open.guide, lang))
  if (open.what === 'gear') return open.gear === undefined ? say.addGear : say.editGear
  return open.guide === undefined ? say.addGuide : say.editGuide
}

type LineProps = { guide: Guide; canRoster: boolean; onOpen: (open: Open) => void }

function GuideLine({ guide, canRoster, onOpen }: LineProps) {
  const lang = useLang()
  const { guides: say } = useHostWords()
  const spoken = guide.languages.map((one) => stayWords[lang].languages[one]).join(lang === 'zh' ? '、' : ', ')
  return (
    <Group justify="space-between" py={4}>
      <span>
        <strong>{nameIn(guide, lang)}</strong>{' '}
        <Text span c="dimmed">
          {spoken} · {guide.peopleMax === null ? say.one : say.many(guide.peopleMax)}
        </Text>{' '}
        {!guide.isOpen && <StatusBadge kind="neutral">{say.gone}</StatusBadge>}
      </span>
      <Group gap="xs">
        {guide.isOpen && canRoster && (
          <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'roster', guide })}>
            {say.roster}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" onClick={() => onOpen({ what: 'guide', guide })}>
          {say.editGuide}
        </Button>
      </Group>
    </Group>
  )
}

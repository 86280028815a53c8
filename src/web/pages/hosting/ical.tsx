import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { sentence } from '../../../kernel/words.ts'
import {
  addCalendarLink,
  answerConflict,
  changeCalendarLink,
  endCalendarLink,
  importCalendarFile,
  listCalendarLinks,
  listHouses,
  readCalendarLink,
} from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { act, doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { appOf, langOf } from '../seller/read.ts'
import { nameIn } from '../stay/said.ts'
import type { Route } from './+types/ical.ts'
import { Conflicts, Same } from './conflicts.tsx'
import styles from './hosting.module.css'
import { EndLink, LinkForm, LinkLine } from './link-parts.tsx'
import { linkWords, useLinkWords } from './link-words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const { houses } = await call(context, listHouses, { organisationId })
  const rooms = houses.flatMap((house) =>
    house.roomTypes.map((type) => ({ id: type.id, name: `${nameIn(house, lang)} · ${nameIn(type, lang)}` })),
  )
  const linked = []
  for (const room of rooms) {
    const { links } = await call(context, listCalendarLinks, { organisationId, roomTypeId: room.id })
    linked.push({ ...room, links: links.map((link) => ({ ...link, why: whyOf(context, link) })) })
  }
  return { rooms: linked }
}

/** What went wrong, in words: our own refusals of a file, or how the other side answered. */
function whyOf(
  context: Route.LoaderArgs['context'],
  { fault, faultLine }: { fault: string | null; faultLine: number | null },
): string | null {
  if (fault === null) return null
  const lang = langOf(context)
  const said = { line: faultLine ?? 0, zone: '…', limit: '1 MB', most: 2000 }
  if (fault.startsWith('tourism.')) return sentence(appOf(context).dictionary, lang, fault, said)
  const { status, unreachable, ...known } = linkWords[lang].faults
  const code = fault.match(/^http_(\d+)$/)?.[1]
  if (code !== undefined) return status(code)
  return (known as Record<string, string>)[fault] ?? unreachable
}

const operations = {
  change: changeCalendarLink,
  end: endCalendarLink,
  read: readCalendarLink,
  file: importCalendarFile,
  answer: answerConflict,
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  return wanted === 'add' ? doing(args, addCalendarLink) : act(args, operations)
}

export type LinksData = Route.ComponentProps['loaderData']
export type LinkedRoom = LinksData['rooms'][number]
export type CalendarLink = LinkedRoom['links'][number]
export type Open =
  | { what: 'link'; room: LinkedRoom; link: CalendarLink | undefined }
  | { what: 'end'; link: CalendarLink }

/** A room type's calendars on other platforms: first what needs the host, then each link. */
export default function CalendarLinksPage({ loaderData: { rooms } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useLinkWords()
  const { may } = useDesk()
  const [open, setOpen] = useState<Open | null>(null)
  const done = () => setOpen(null)
  return (
    <SellerPage title={say.title} subtitle={say.lead}>
      {rooms.length === 0 && <Text>{say.none}</Text>}
      {rooms.some((room) => room.links.length > 0) && <Conflicts rooms={rooms} />}
      <Stack gap={0}>
        {rooms.map((room) => (
          <section key={room.id} className={styles.place}>
            <div className={styles.head}>
              <Title order={2} size="h4">
                {room.name}
              </Title>
              {may.sell && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => setOpen({ what: 'link', room, link: undefined })}
                  aria-label={say.addTo(room.name)}
                >
                  {say.add}
                </Button>
              )}
            </div>
            {room.links.length === 0 && <Text c="dimmed">{say.noLink}</Text>}
            {room.links.map((link) => (
              <LinkLine key={link.linkId} link={link} room={room} onOpen={setOpen} />
            ))}
          </section>
        ))}
      </Stack>
      <Same rooms={rooms} />
      <SidePanel lang={lang} opened={open !== null} onClose={done} title={open === null ? '' : titleOf(open, say)}>
        {open?.what === 'link' && <LinkForm room={open.room} link={open.link} onDone={done} />}
        {open?.what === 'end' && <EndLink link={open.link} onDone={done} />}
      </SidePanel>
    </SellerPage>
  )
}

function titleOf(open: Open, say: ReturnType<typeof useLinkWords>): string {
  if (open.what === 'end') return say.endTitle(open.link.name)
  return open.link === undefined ? say.addTo(open.room.name) : say.change
}

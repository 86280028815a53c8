import {
  IconBed,
  IconCalendarMonth,
  IconDeviceMobile,
  IconDoor,
  IconGift,
  IconMountain,
  IconReportMoney,
  IconShare3,
  IconTicket,
  IconTransfer,
  IconUserCheck,
  IconWalk,
} from '@tabler/icons-react'
import type { Lang } from '../../../kernel/words.ts'
import type { Place } from '../../kit/console/shell.tsx'
import type { Desk } from '../seller/layout.tsx'
import { linkWords } from './link-words.ts'
import { packageWords } from './package-words.ts'
import { resellerWords } from './reseller-words.ts'
import { roomWords } from './room-words.ts'
import { bookingWords } from './statement-words.ts'
import { hostWords } from './words.ts'

type MakePlace = (path: string, label: string, icon: Place['icon'], count?: number) => Place

/** The rail's places for who receives guests, as far as there is something to do there: without a house or sight, how to add one. */
export function hostPlaces({ organisationId, may, keeps }: Desk, place: MakePlace, lang: Lang): Place[] {
  const say = hostWords[lang]
  const isHost = keeps.houses || keeps.sites
  const outside = (href: string, label: string, icon: Place['icon']): Place => ({ href, label, icon, outside: true })
  const places: (Place | false)[] = [
    isHost && may.pack && outside(`/host/${organisationId}`, say.phone, IconDeviceMobile),
    keeps.sites && may.pack && outside(`/gate/${organisationId}`, say.gate, IconTicket),
    isHost && may.pack && place('bookings', say.bookings.title, IconUserCheck),
    keeps.houses && may.pack && place('rooms', roomWords[lang].title, IconDoor),
    isHost && may.pack && place('calendar', say.calendar.title, IconCalendarMonth),
    may.sell && place('sights', say.sights.title, IconMountain),
    keeps.sites && may.sell && place('guides', say.guides.title, IconWalk),
    may.sell && place('houses', say.houses.title, IconBed),
    keeps.houses && may.pack && place('ical', linkWords[lang].title, IconTransfer),
    (isHost || keeps.packages > 0) && may.pack && place('packages', packageWords[lang].title, IconGift, keeps.asked),
    isHost && (may.sell || may.book) && place('resellers', resellerWords[lang].title, IconShare3),
    isHost && (may.sell || may.book) && place('booking-statement', bookingWords[lang].title, IconReportMoney),
  ]
  return places.filter((one) => one !== false)
}

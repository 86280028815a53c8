import { Skeleton, Stack } from '@mantine/core'
import {
  IconArrowsSplit,
  IconArrowBackUp,
  IconBasketCheck,
  IconBuildingEstate,
  IconBook2,
  IconBuildingStore,
  IconCalendarTime,
  IconChartDots,
  IconFileImport,
  IconFileInvoice,
  IconHammer,
  IconHeartRateMonitor,
  IconFileSpreadsheet,
  IconHome,
  IconMessage,
  IconPackage,
  IconPackages,
  IconPlant2,
  IconReceipt,
  IconReportMoney,
  IconScale,
  IconStack2,
  IconStar,
  IconTag,
  IconTicket,
  IconTruck,
  IconUsers,
  IconVersions,
  IconWebhook,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation, useNavigation } from 'react-router'
import { ConsoleShell } from '../../kit/console/shell.tsx'
import type { Place } from '../../kit/console/shell.tsx'
import { useLang } from '../../page-context.ts'
import { useDeskWords } from '../desk/words.ts'
import { useFigureWords } from '../figures/words.ts'
import { useHealthWords } from '../health/words.ts'
import { useAheadWords } from './ahead-words.ts'
import { bulkWords } from './bulk-words.ts'
import { hostPlaces } from '../hosting/places.ts'
import { hostWords } from '../hosting/words.ts'
import { useDesk } from './layout.tsx'
import type { Desk } from './layout.tsx'
import { useWeighWords } from './weigh-words.ts'
import { staffWords } from './staff-words.ts'
import { deskStoreWords } from './store-words.ts'
import { deskStoryWords } from './story-words.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'
import { kindNames } from '../../organisation-kinds.ts'

type Props = { title: string; subtitle?: ReactNode; action?: ReactNode; children: ReactNode }

/** A page of the desk: the rail, the title with its one action, the work. */
export function SellerPage({ title, subtitle, action, children }: Props) {
  const lang = useLang()
  const say = useWords()
  const desk = useDesk()
  const deskWords = useDeskWords()
  const others = {
    figures: useFigureWords().title,
    health: useHealthWords().title,
    weighing: useWeighWords().title,
  }
  const ahead = useAheadWords()
  const { pathname } = useLocation()
  const leaving = useLeaving()
  return (
    <ConsoleShell
      lang={lang}
      title={title}
      subtitle={subtitle}
      action={action}
      groups={groupsOf(desk, pathname, say, deskWords, others, ahead, lang)}
      organisations={desk.organisations.map(({ id, nameZh, nameEn, kind }) => ({
        id,
        name: lang === 'zh' ? nameZh : (nameEn ?? nameZh),
        kind: kindNames[lang][kind],
        href: `/seller/${id}`,
      }))}
      organisationId={desk.organisationId}
      homeHref="/"
      otherLanguageHref={lang === 'zh' ? '/lang/en' : '/lang/zh'}
      account={{ href: '/account', label: say.account }}
    >
      <title>{`${title} · ${say.console}`}</title>
      {leaving ? <Waiting /> : children}
    </ConsoleShell>
  )
}

/** True while another place of the desk is on its way; a panel over the same list does not count. */
function useLeaving(): boolean {
  const { state, location } = useNavigation()
  const { pathname } = useLocation()
  return state === 'loading' && location !== undefined && placeOf(location.pathname) !== placeOf(pathname)
}

const placeOf = (pathname: string) => pathname.split('/').slice(0, 4).join('/')

function Waiting() {
  return (
    <Stack aria-busy gap="md">
      <Skeleton height={28} width="40%" />
      {[1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} height={18} />
      ))}
    </Stack>
  )
}

type Say = (typeof words)['zh']
type DeskWords = ReturnType<typeof useDeskWords>
/** Names of places that stand in words files of their own. */
type Others = { figures: string; health: string; weighing: string }
type AheadWords = ReturnType<typeof useAheadWords>

function groupsOf(
  desk: Desk,
  pathname: string,
  say: Say,
  deskWords: DeskWords,
  others: Others,
  ahead: AheadWords,
  lang: 'zh' | 'en',
) {
  const { organisationId, may, waiting, claims } = desk
  const base = `/seller/${organisationId}`
  const place = (path: string, label: string, icon: Place['icon'], count?: number): Place => {
    const href = path === '' ? base : `${base}/${path}`
    return { href, label, icon, current: path === '' ? pathname === base : pathname.startsWith(href), count }
  }
  const { places, groups } = say
  const stores = place('stores', deskStoreWords[lang].title, IconBuildingEstate)
  if (may.keeps) return [{ places: [stores] }]
  const work = [place('', places.today, IconHome), place('orders', places.orders, IconReceipt, waiting)]
  if (may.pack)
    work.push(
      place('messages', deskWords.messages, IconMessage),
      place('pick', places.pick, IconBasketCheck),
      place('weigh', others.weighing, IconScale),
    )
  work.push(place('cases', places.cases, IconArrowBackUp, claims), place('reviews', places.reviews, IconStar))
  if (may.book || may.sell) work.push(place('figures', others.figures, IconChartDots))
  work.push(place('health', others.health, IconHeartRateMonitor))
  const goods = may.pack
    ? [
        place('harvests', places.harvests, IconPlant2),
        place('lots', places.lots, IconPackage),
        place('stock', places.stock, IconStack2),
      ]
    : []
  if (may.sell)
    goods.push(
      place('listings', places.listings, IconBuildingStore),
      stores,
      place('makers', deskStoryWords[lang].title, IconBook2),
      place('variants', places.variants, IconVersions),
      place('bundles', places.bundles, IconPackages),
      place('import', places.import, IconFileImport),
      place('presales', ahead.presales, IconCalendarTime),
      place('making', ahead.makings, IconHammer),
      place('prices', places.prices, IconTag),
      place('offers', places.offers, IconTicket),
      place('freight', places.freight, IconTruck),
    )
  const guests = hostPlaces(desk, place, lang)
  const money = may.book
    ? [place('statement', places.statement, IconReportMoney), place('sharing', places.sharing, IconArrowsSplit)]
    : []
  if (may.pack) goods.push(place('workbooks', bulkWords[lang].books.title, IconFileSpreadsheet))
  if (may.own)
    goods.push(place('staff', staffWords[lang].title, IconUsers), place('webhooks', deskWords.webhooks, IconWebhook))
  if (may.book || may.sell) money.push(place('invoices', places.invoices, IconFileInvoice))
  const sides = [
    { label: groups.goods, places: goods },
    { label: hostWords[lang].group, places: guests },
  ]
  const isHost = desk.kind === 'guesthouse' || desk.kind === 'scenic_spot'
  return [{ places: work }, ...(isHost ? sides.toReversed() : sides), { label: groups.money, places: money }].filter(
    (group) => group.places.length > 0,
  )
}

import { Skeleton, Stack } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBook2,
  IconBuildingStore,
  IconCalendarTime,
  IconChartBar,
  IconChartDots,
  IconChecklist,
  IconClipboardCheck,
  IconEye,
  IconHandStop,
  IconHeartRateMonitor,
  IconFlag,
  IconGavel,
  IconHistory,
  IconMap,
  IconMessageQuestion,
  IconReceipt,
  IconPercentage,
  IconScale,
  IconSignature,
  IconSpeakerphone,
  IconTicket,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation, useNavigation } from 'react-router'
import { refundWords } from '../../../modules/market/web/refund-words.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { ConsoleShell } from '../../kit/console/shell.tsx'
import type { Place } from '../../kit/console/shell.tsx'
import { useFigureWords } from '../figures/words.ts'
import { useHealthWords } from '../health/words.ts'
import { useDeskWords } from '../desk/words.ts'
import { useLang } from '../../page-context.ts'
import styles from './centre.module.css'
import { consentWords } from './consent-words.ts'
import { useCentre } from './layout.tsx'
import type { Centre } from './layout.tsx'
import { tourismWords } from './tourism-words.ts'
import { useAheadWords } from '../seller/ahead-words.ts'
import { hostWords } from '../hosting/words.ts'
import { useWords } from './words.ts'
import type { zh } from './words.zh.ts'

type DeskWords = ReturnType<typeof useDeskWords>
/** Names of places that stand in words files of their own. */
type Others = {
  consents: string
  figures: string
  health: string
  refunds: string
  tourism: string
  visitors: string
}
type Props = { title: string; subtitle?: ReactNode; action?: ReactNode; children: ReactNode }

/** A page of the service centre: the rail, the title with its one action, the work. */
export function CentrePage({ title, subtitle, action, children }: Props) {
  const lang = useLang()
  const say = useWords()
  const desk = useDeskWords()
  const others = {
    consents: consentWords[lang].title,
    figures: useFigureWords().title,
    health: useHealthWords().title,
    refunds: refundWords[lang].title,
    tourism: tourismWords[lang].title,
    visitors: hostWords[lang].county.title,
  }
  const centre = useCentre()
  const { pathname } = useLocation()
  const leaving = useLeaving()
  return (
    <ConsoleShell
      lang={lang}
      title={title}
      subtitle={subtitle}
      action={action}
      groups={groupsOf(pathname, centre, say, desk, others, useAheadWords().presales)}
      organisations={centre.organisations.map(({ id, nameZh, nameEn, centre: office }) => ({
        id,
        name: lang === 'zh' ? nameZh : (nameEn ?? nameZh),
        href: office ? '/centre' : `/seller/${id}`,
      }))}
      organisationId={centre.organisationId}
      homeHref="/"
      otherLanguageHref={lang === 'zh' ? '/lang/en' : '/lang/zh'}
      account={{ href: '/account', label: say.account }}
    >
      <title>{`${title} · ${say.console}`}</title>
      {centre.gateway.sandbox && (
        <p className={styles.sandbox}>
          <StatusBadge kind="attention">{say.gateways.sandbox}</StatusBadge> {say.sandbox}
        </p>
      )}
      {leaving ? <Waiting /> : children}
    </ConsoleShell>
  )
}

/** True while another place is on its way; a panel over the same list does not count. */
function useLeaving(): boolean {
  const { state, location } = useNavigation()
  const { pathname } = useLocation()
  return state === 'loading' && location !== undefined && location.pathname !== pathname
}

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

function groupsOf(
  pathname: string,
  { waiting, listingsWaiting }: Centre,
  { places, groups }: typeof zh,
  desk: DeskWords,
  others: Others,
  ahead: string,
) {
  const place = (path: string, label: string, icon: Place['icon'], count?: number): Place => {
    const href = path === '' ? '/centre' : `/centre/${path}`
    return { href, label, icon, current: path === '' ? pathname === href : pathname.startsWith(href), count }
  }
  return [
    {
      places: [
        place('', places.sales, IconChartBar),
        place('figures', others.figures, IconChartDots),
        place('health', others.health, IconHeartRateMonitor),
        place('tourism', others.tourism, IconMap),
        place('exposure', places.exposure, IconEye),
      ],
    },
    {
      label: groups.people,
      places: [
        place('applications', places.applications, IconClipboardCheck, waiting),
        place('organisations', places.organisations, IconBuildingStore),
        place('consents', others.consents, IconSignature),
        place('orders', places.orders, IconReceipt),
        place('desk', desk.desk, IconMessageQuestion),
        place('announcements', desk.announcements, IconSpeakerphone),
        place('disputes', places.disputes, IconGavel),
        place('objections', places.objections, IconFlag),
        place('stores', places.stores, IconBuildingStore),
      ],
    },
    {
      label: groups.goods,
      places: [
        place('listing-reviews', places.listingReviews, IconChecklist, listingsWaiting),
        place('lots', places.lots, IconHandStop),
        place('presales', ahead, IconCalendarTime),
        place('visitors', others.visitors, IconUsersGroup),
      ],
    },
    {
      label: groups.money,
      places: [
        place('subsidies', places.subsidies, IconTicket),
        place('books', places.books, IconBook2),
        place('commission', places.commission, IconPercentage),
        place('refunds', others.refunds, IconArrowBackUp),
        place('debts', places.debts, IconAlertTriangle),
        place('reconciliation', places.reconciliation, IconScale),
      ],
    },
    { label: groups.trail, places: [place('audit', places.audit, IconHistory)] },
  ]
}

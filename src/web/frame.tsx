import type { ReactNode } from 'react'
import { useLocation, useRouteLoaderData } from 'react-router'
import { PublicShell } from './kit/shell.tsx'
import { usePage } from './page-context.ts'
import { words } from './words.ts'

/** What the root's loader tells the frame; an error page without a router does without. */
export type FrameData = { basketUnits: number; signedIn: boolean }

/** The head and foot of the public site around a page. `query` is what was searched for. */
export function SiteFrame({ children, query }: { children: ReactNode; query?: string | undefined }) {
  const { lang } = usePage()
  const known = useRouteLoaderData<FrameData>('root')
  const { pathname } = useLocation()
  return <Frame lang={lang} query={query} known={known} pathname={pathname} content={children} />
}

/** The same frame outside of a router. */
export function BareFrame({ children }: { children: ReactNode }) {
  return <Frame lang={usePage().lang} content={children} />
}

type FrameProps = {
  lang: 'zh' | 'en'
  content: ReactNode
  query?: string | undefined
  known?: FrameData | undefined
  pathname?: string | undefined
}

/** The shop's own navigation: what there is to buy, to visit, and where it comes from. */
const places = [
  { href: '/goods', below: /^\/(goods|bundles)(\/|$)/, label: 'goods' },
  { href: '/stay', below: /^\/(stay|visits|houses)(\/|$)/, label: 'stay' },
  { href: '/villages', below: /^\/villages(\/|$)/, label: 'villages' },
] as const

function Frame({ lang, content, query, known, pathname = '' }: FrameProps) {
  const say = words[lang]
  return (
    <PublicShell
      lang={lang}
      homeHref="/"
      otherLanguageHref={lang === 'zh' ? '/lang/en' : '/lang/zh'}
      search={{ action: '/goods', query }}
      basket={{ href: '/basket', count: known?.basketUnits ?? 0 }}
      account={known?.signedIn === true ? { href: '/account' } : { href: '/sign-in', label: say.signIn }}
      rail={places.map(({ href, below, label }) => ({ href, label: say.rail[label], current: below.test(pathname) }))}
      footer={[
        { href: '/goods', label: say.allGoods },
        { href: '/stay', label: say.rail.stay },
        { href: '/villages', label: say.villages },
        { href: '/favourites', label: say.favourites },
        { href: '/coupons', label: say.coupons },
        { href: '/orders', label: say.myOrders },
        { href: '/messages', label: say.myMessages },
        { href: '/help', label: say.help },
      ]}
    >
      {content}
    </PublicShell>
  )
}

import type { ReactNode } from 'react'
import { useRouteLoaderData } from 'react-router'
import { PublicShell } from './kit/shell.tsx'
import { usePage } from './page-context.ts'
import { words } from './words.ts'

/** What the root's loader tells the frame; an error page without a router does without. */
export type FrameData = { basketUnits: number; signedIn: boolean }

/** The head and foot of the public site around a page. `query` is what was searched for. */
export function SiteFrame({ children, query }: { children: ReactNode; query?: string | undefined }) {
  const { lang } = usePage()
  const known = useRouteLoaderData<FrameData>('root')
  return <Frame lang={lang} query={query} known={known} content={children} />
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
}

function Frame({ lang, content, query, known }: FrameProps) {
  const say = words[lang]
  return (
    <PublicShell
      lang={lang}
      homeHref="/"
      otherLanguageHref={lang === 'zh' ? '/lang/en' : '/lang/zh'}
      search={{ action: '/goods', query }}
      basket={{ href: '/basket', count: known?.basketUnits ?? 0 }}
      account={known?.signedIn === true ? { href: '/account' } : { href: '/sign-in', label: say.signIn }}
      footer={[
        { href: '/goods', label: say.allGoods },
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

import type { ReactNode } from 'react'
import { SiteFrame } from '../../../web/frame.tsx'
import { Notice } from '../../../web/kit/page.tsx'
import { useLang } from '../../../web/page-context.ts'
import { RailFrame } from '../../../web/rail-frame.tsx'
import { words } from './words.ts'

type FrameProps = { title: string; children: ReactNode }

/** A page with one form on it, narrow and alone. */
export function EntryFrame({ title, children }: FrameProps) {
  const say = words[useLang()]
  return (
    <SiteFrame>
      <title>{`${title} · ${say.site}`}</title>
      <meta name="robots" content="noindex" />
      <div className="read stack">
        <h1>{title}</h1>
        {children}
      </div>
    </SiteFrame>
  )
}

export type AccountPlace = 'profile' | 'sessions' | 'security' | 'keys' | 'addresses' | 'applications'

const places: readonly (readonly [AccountPlace, string])[] = [
  ['profile', '/account'],
  ['addresses', '/account/addresses'],
  ['security', '/account/security'],
  ['sessions', '/account/sessions'],
  ['applications', '/account/applications'],
  ['keys', '/account/keys'],
]

/** A page of one's own account, with the way to the others. */
export function AccountFrame({ title, place, children }: FrameProps & { place: AccountPlace }) {
  const say = words[useLang()]
  const shown = places.map(([name, href]) => ({ href, label: say[name], current: name === place }))
  return (
    <RailFrame title={title} label={say.nav} places={shown}>
      {children}
    </RailFrame>
  )
}

/** How the last form went: announced before anything else on the page. */
export function Outcome({ result }: { result: { fault: string | null; done: string | null } | undefined }) {
  const lang = useLang()
  if (result === undefined) return null
  if (result.fault !== null) return <Notice kind="danger" lang={lang} title={result.fault} />
  return result.done === null ? null : <Notice kind="success" lang={lang} title={result.done} />
}

import type { ReactNode } from 'react'
import { SiteFrame } from '../../frame.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { words } from './words.ts'

type Place = 'inbox' | 'notices' | 'consents' | 'help'

const places: readonly (readonly [Place, string])[] = [
  ['inbox', '/messages'],
  ['notices', '/notices'],
  ['consents', '/account/notices'],
  ['help', '/help'],
]

/** A page of the message centre, with the way to the others. */
export function MessageFrame({ title, place, children }: { title: string; place: Place; children: ReactNode }) {
  const say = words[useLang()]
  return (
    <SiteFrame>
      <PageHead title={title} hidden />
      <nav className="rail" aria-label={say.rail}>
        <ul>
          {places.map(([name, href]) => (
            <li key={name}>
              <a href={href} aria-current={name === place ? 'page' : undefined}>
                {say[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="read stack part">
        <h1>{title}</h1>
        {children}
      </div>
    </SiteFrame>
  )
}

import type { ReactNode } from 'react'
import { SiteFrame } from './frame.tsx'
import { PageHead } from './pages/head.tsx'

type RailFrameProps = {
  title: string
  /** What the pages of the rail are together. */
  label: string
  places: readonly { href: string; label: string; current: boolean }[]
  children: ReactNode
}

/** A page of one visitor's own, with the way to its sisters. */
export function RailFrame({ title, label, places, children }: RailFrameProps) {
  return (
    <SiteFrame>
      <PageHead title={title} hidden />
      <nav className="rail" aria-label={label}>
        <ul>
          {places.map((place) => (
            <li key={place.href}>
              <a href={place.href} aria-current={place.current ? 'page' : undefined}>
                {place.label}
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

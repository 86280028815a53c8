import type { ReactNode } from 'react'
import { useLang } from '../../page-context.ts'
import { RailFrame } from '../../rail-frame.tsx'
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
  const shown = places.map(([name, href]) => ({ href, label: say[name], current: name === place }))
  return (
    <RailFrame title={title} label={say.rail} places={shown}>
      {children}
    </RailFrame>
  )
}

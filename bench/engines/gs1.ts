import { canonicalDigitalLink, parseDigitalLink } from '../../src/engines/gs1/index.ts'
import { perSecond } from '../kit/rate.ts'
import type { Row } from '../kit/rows.ts'

const links = Array.from(
  { length: 1_000 },
  (_, at) => `https://shop.example/tea/01/06901234567892/10/LGLR-2026-${at}/21/A%2F${at}?17=270403&3103=000500`,
)
const linkAt = (at: number): string => links[at % links.length] ?? ''

/** A Digital Link read and checked, and brought to its canonical form, beside taking the same text apart as a URL. */
export function rows(): Promise<Row[]> {
  const floor = perSecond((at) => {
    const url = new URL(linkAt(at))
    url.pathname.split('/').map(decodeURIComponent)
    return [...url.searchParams]
  })
  const besides = { name: 'new URL, decoded', figure: floor }
  const row = (name: string, figure: number, note: string): Row => ({
    name,
    figure,
    unit: 'a CPU second',
    besides,
    ratio: figure / floor,
    note,
  })
  const parsed = perSecond((at) => {
    if (!parseDigitalLink(linkAt(at)).ok) throw new Error('a link was refused')
  })
  const canonical = perSecond((at) => {
    const link = parseDigitalLink(linkAt(at))
    if (!link.ok) throw new Error('a link was refused')
    canonicalDigitalLink(link.value)
  })
  return Promise.resolve([
    row('Digital Links read', parsed, 'key, lot, serial and two attributes, every check digit and format'),
    row('Digital Links read and made canonical', canonical, 'as a resolver does'),
  ])
}

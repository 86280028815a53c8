import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { words } from '../../modules/market/web/words.ts'
import { yuan } from '../kit/format.ts'
import { useLang } from '../page-context.ts'
import { DueLine } from './ahead/due.tsx'
import type { ExplainedLine } from './pricing/explain.tsx'
import { LineWhy } from './pricing/explain.tsx'
import { LineWeight } from './weighed-line.tsx'

type ShownLine = {
  id: string
  title: string
  units: number
  priceFen: number
  netGrams: number
  weigh?: object | null
  availableUnits?: number
  due?: { kind: 'harvest' | 'making'; from: string; to: string } | null
} & Partial<ExplainedLine & { paidFen: number }>

/** What is about to be bought, with why each line costs what it costs once it is priced. */
export function CheckoutLines({ lines }: { lines: readonly ShownLine[] }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <ul className="lines">
      {lines.map(({ id, title, units, priceFen, netGrams, weigh, availableUnits, paidFen, due, ...why }) => (
        <li key={id}>
          <span>
            {title}
            <span className="soft line-units">
              <LineWeight line={{ netGrams, weigh }} /> {say.checkout.units(units)}
            </span>
            {weigh && <span className="soft line-units">{weighWords[lang].line}</span>}
            <DueLine due={due} />
            {availableUnits !== undefined && availableUnits < units && (
              <strong className="error">
                {availableUnits === 0 ? say.basket.soldOut : say.basket.short(availableUnits)}
              </strong>
            )}
            {why.listFen !== undefined && (
              <LineWhy line={{ ...why, listFen: why.listFen, priceFen, discounts: why.discounts ?? [] }} />
            )}
          </span>
          <span className="figure">{yuan(paidFen ?? priceFen * units)}</span>
        </li>
      ))}
    </ul>
  )
}

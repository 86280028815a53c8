import { words } from '../../modules/market/web/words.ts'
import { weight, yuan } from '../kit/format.ts'
import { useLang } from '../page-context.ts'
import type { ExplainedLine } from './pricing/explain.tsx'
import { LineWhy } from './pricing/explain.tsx'

type ShownLine = {
  id: string
  title: string
  units: number
  priceFen: number
  netGrams: number
  availableUnits?: number
} & Partial<ExplainedLine & { paidFen: number }>

/** What is about to be bought, with why each line costs what it costs once it is priced. */
export function CheckoutLines({ lines }: { lines: readonly ShownLine[] }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <ul className="lines">
      {lines.map(({ id, title, units, priceFen, netGrams, availableUnits, paidFen, ...why }) => (
        <li key={id}>
          <span>
            {title}
            <span className="soft line-units">
              {weight(netGrams, lang)} {say.checkout.units(units)}
            </span>
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

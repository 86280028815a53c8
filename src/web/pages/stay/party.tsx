import type { UnitType } from '../../../modules/tourism/index.ts'
import { QuantityField } from '../../kit/form.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import type { Option } from './visit-read.ts'
import { stayWords } from './words.ts'

type PartyProps = {
  units: Option['units']
  /** What each kind costs on the day. */
  prices: readonly { type: UnitType; priceFen: number }[]
  most: number
  counts: readonly { type: string; count: number }[]
}

/** How many of each kind of guest come, with what each costs; scripts add the sum. */
export function Party({ units, prices, most, counts }: PartyProps) {
  const lang = useLang()
  const say = stayWords[lang]
  return (
    <fieldset className="party">
      <legend>{say.visit.who}</legend>
      <party-sum data-label={say.visit.total}>
        {units.map((unit) => {
          const priceFen = prices.find((one) => one.type === unit.type)?.priceFen ?? unit.priceFen
          const name = say.units[unit.type]
          return (
            <div key={unit.type} className="party-line">
              <span>
                {name}
                <small>{unitWords(unit, lang)}</small>
              </span>
              <Price fen={priceFen} size="small" lang={lang} />
              <span data-fen={priceFen}>
                <QuantityField
                  name={`count-${unit.type}`}
                  lang={lang}
                  label={name}
                  value={counts.find((one) => one.type === unit.type)?.count ?? 0}
                  min={0}
                  max={most}
                />
              </span>
            </div>
          )
        })}
      </party-sum>
    </fieldset>
  )
}

function unitWords(unit: Option['units'][number], lang: 'zh' | 'en'): string {
  const say = stayWords[lang].unit
  return [
    say.ages(unit.ageMin, unit.ageMax),
    unit.needsAdult ? say.needsAdult : '',
    unit.places > 1 ? say.places(unit.places) : '',
  ]
    .filter((words) => words !== '')
    .join(lang === 'zh' ? '，' : ', ')
}

import { unitTypes } from '../../../modules/tourism/index.ts'
import { fenIn } from './fields.ts'

type Typed = Record<string, unknown>

/** Options as the form has them: prices in yuan by kind of ticket, those left empty not sold; of what is lent, for how many people one is. */
export function optionsIn(options: unknown): Typed[] {
  return (Array.isArray(options) ? (options as Typed[]) : []).map(
    ({ prices, childAge, seniorAge, groupPlaces, withAdult, lent, isGuided, ...option }) => ({
      ...option,
      isGuided: isGuided === 'true' || isGuided === true,
      gear: Object.entries((lent ?? {}) as Typed).flatMap(([gearId, people]) =>
        people === '' || people === undefined ? [] : [{ gearId, peopleEach: Number(people) }],
      ),
      units: unitTypes.flatMap((type) => {
        const yuan = (prices as Typed | undefined)?.[type]
        if (yuan === undefined || yuan === '') return []
        return [{ type, priceFen: fenIn(yuan), ...unitOf(type, { childAge, seniorAge, groupPlaces, withAdult }) }]
      }),
    }),
  )
}

/** What is stated for bad weather; null where it is not called off. */
export function weatherIn(typed: unknown): Typed | null {
  const { gives, hoursBefore, ...said } = (typed ?? {}) as Typed
  if (gives !== 'refund' && gives !== 'other_day') return null
  return { ...said, gives, hoursBefore: hoursBefore === '' || hoursBefore === undefined ? 0 : Number(hoursBefore) }
}

type Said = { childAge: unknown; seniorAge: unknown; groupPlaces: unknown; withAdult: unknown }

/** What only children's, seniors' and group tickets have. */
function unitOf(type: string, said: Said): Typed {
  const number = (value: unknown) => (value === undefined || value === '' ? undefined : Number(value))
  if (type === 'child')
    return { ageMax: number(said.childAge) ?? null, needsAdult: said.withAdult === 'true' || said.withAdult === true }
  if (type === 'senior') return { ageMin: number(said.seniorAge) ?? null }
  return type === 'group' ? { places: number(said.groupPlaces) ?? 1 } : {}
}

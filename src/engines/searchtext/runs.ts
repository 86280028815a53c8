/** A stretch of folded text of one nature. `at` counts code points from the start of the text. */
export type Run =
  | { kind: 'han'; at: number; text: string }
  | { kind: 'latin'; at: number; text: string }
  | { kind: 'other'; at: number; text: string }
  | { kind: 'number'; at: number; text: string; quantity?: string }

/** Longest word kept, in code units: PostgreSQL takes lexemes up to 2 KB, people do not type them. */
export const wordLengthMax = 64

// Units people search by, in the base unit that makes 1斤, 500克 and 0.5kg one thing.
const units: Readonly<Record<string, readonly [factor: number, base: string]>> = {
  kg: [1000, 'g'],
  千克: [1000, 'g'],
  公斤: [1000, 'g'],
  g: [1, 'g'],
  克: [1, 'g'],
  斤: [500, 'g'],
  两: [50, 'g'],
  l: [1000, 'ml'],
  升: [1000, 'ml'],
  ml: [1, 'ml'],
  毫升: [1, 'ml'],
  km: [1000, 'm'],
  公里: [1000, 'm'],
  m: [1, 'm'],
  米: [1, 'm'],
  cm: [1, 'cm'],
  厘米: [1, 'cm'],
  亩: [1, '亩'],
}
const counters = '盒袋罐包瓶个枚只条支根片箱套份年月日天晚人元号'

const pieces = new RegExp(
  String.raw`(?<number>\d+(?:\.\d+)?)(?:\s?(?<unit>(?:kg|ml|km|cm|g|l|m)(?![a-z])|千克|公斤|毫升|公里|厘米|[克斤两升米亩${counters}]))?` +
    String.raw`|(?<han>\p{Script=Han}+)|(?<latin>[a-z]+)(?!(?!\p{Script=Han})\p{L})|(?<other>(?:(?!\p{Script=Han})\p{L})+)`,
  'gu',
)

/**
 * Cuts folded text into runs. A Chinese unit after a number belongs to the number; with `keepUnits`
 * it is also left in the Chinese text that follows, so that a document still contains what it says.
 */
export function runsOf(text: string, keepUnits: boolean): Run[] {
  const runs: Run[] = []
  const scan = new RegExp(pieces)
  let units16 = 0
  let at = 0
  for (let hit = scan.exec(text); hit !== null; hit = scan.exec(text)) {
    at += Array.from(text.slice(units16, hit.index)).length
    units16 = hit.index
    const { number, unit, han, latin, other } = hit.groups ?? {}
    if (number !== undefined) {
      runs.push({
        kind: 'number',
        at,
        text: number.slice(0, wordLengthMax),
        ...quantityOf(number, unit),
      })
      if (keepUnits && unit !== undefined && !/[a-z]/.test(unit)) scan.lastIndex -= unit.length
    } else if (han !== undefined) runs.push({ kind: 'han', at, text: han })
    else if (latin !== undefined) runs.push({ kind: 'latin', at, text: latin.slice(0, wordLengthMax) })
    else if (other !== undefined)
      runs.push({ kind: 'other', at, text: [...other].slice(0, wordLengthMax / 2).join('') })
  }
  return runs
}

// Nine digits and four decimals stay exact when scaled by 10,000.
function quantityOf(number: string, unit: string | undefined): { quantity?: string } {
  if (unit === undefined || !/^\d{1,9}(\.\d{1,4})?$/.test(number)) return {}
  const [factor, base] = units[unit] ?? [1, unit]
  const tenThousandths = Math.round(Number(number) * 10_000) * factor
  return { quantity: `${tenThousandths / 10_000}${base}` }
}

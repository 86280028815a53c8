import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type {
  readCountyBaskets,
  readCountyBuyers,
  readCountyClaims,
  readCountyConversion,
  readCountyPlaces,
} from '../../../modules/insight/index.ts'
import { categoryName } from '../../../modules/market/web/words.ts'
import { provinces as allProvinces, township, village, villageLabel } from '../../../modules/people/index.ts'
import type { Cell } from '../../documents/sheet.ts'
import { counted, percent, roughYuan } from '../centre/format.ts'
import { afterWords } from '../after/words.ts'
import type { Drawn } from './charts.ts'
import { bars, columns, heat, stacked } from './charts.ts'
import { words } from './words.ts'

/** A chart with what it says, and the figures behind it as people export them. */
export type Finding = {
  id: string
  subject: string
  title: string
  note: string
  chart: Drawn | null
  heads: readonly string[]
  rows: readonly (readonly Cell[])[]
}

const SHOWN = 6
const short = (value: number) => String(Number(value.toPrecision(3)))
const yuanOf = (fen: number) => Math.round(fen / 100)
const signedYuan = (fen: number, lang: Lang) => `${fen < 0 ? '−' : '+'}${roughYuan(Math.abs(fen), lang)}`

export function villageName(code: string, lang: Lang): string {
  const found = village(code)
  return found === undefined ? (township(code.slice(0, 9))?.[lang] ?? code) : villageLabel(found, lang)
}
export function provinceName(code: string, lang: Lang): string {
  const found = allProvinces().find((one) => one.code === code)
  if (found === undefined) return code
  return lang === 'zh' ? (found.short ?? found.zh) : found.en
}

export function conversionFinding(data: OutputOf<typeof readCountyConversion>, lang: Lang): Finding {
  const say = words[lang].conversion
  const { totals, days, firstVisitDay } = data
  const share = (value: number) => percent(value, totals.visitors)
  const steps = ['visitors', 'baskets', 'placers', 'payers'] as const
  return {
    id: 'conversion',
    subject: say.subject,
    title: totals.visitors === 0 ? say.none : say.title(short((totals.payers / totals.visitors) * 100)),
    note: firstVisitDay !== null && days.some((day) => day.day < firstVisitDay) ? say.since(firstVisitDay) : '',
    chart:
      totals.visitors === 0
        ? null
        : bars(
            steps.map((step) => ({
              label: say.steps[step],
              value: totals[step],
              text: step === 'visitors' ? counted(totals[step]) : `${counted(totals[step])} (${share(totals[step])})`,
            })),
            words[lang].people,
          ),
    heads: say.heads,
    rows: days.map((day) => [day.day, day.visitors, day.views, day.baskets, day.placers, day.payers]),
  }
}

export function basketFinding({ totals, bands }: OutputOf<typeof readCountyBaskets>, lang: Lang): Finding {
  const say = words[lang].baskets
  const { baskets, units, lines, goodsFen } = totals
  const named = bands.map((band, at) => {
    const next = bands[at + 1]
    return { ...band, label: say.band(counted(band.fromFen / 100), next ? counted(next.fromFen / 100) : null) }
  })
  return {
    id: 'baskets',
    subject: say.subject,
    title:
      baskets === 0 ? say.none : say.title(roughYuan(Math.round(goodsFen / baskets), lang), short(units / baskets)),
    note: baskets === 0 ? '' : say.note(short(lines / baskets)),
    chart:
      baskets === 0
        ? null
        : columns(
            named.map((band) => ({ label: band.label, value: band.baskets, text: counted(band.baskets) })),
            words[lang].times,
            say.foot,
          ),
    heads: say.heads,
    rows: named.map((band) => [band.label, band.baskets]),
  }
}

type Buyers = OutputOf<typeof readCountyBuyers>

export function cohortFinding({ cohorts }: Buyers, lang: Lang): Finding {
  const say = words[lang].cohorts
  const old = cohorts.filter((cohort) => cohort.months.length > 1)
  const buyers = old.reduce((sum, cohort) => sum + cohort.buyers, 0)
  // A buyer of two later months is two in the sum, so the share is that of the best month of each group: never too high.
  const again = old.reduce((sum, { months }) => sum + Math.max(...months.slice(1).map((month) => month.buyers)), 0)
  const longest = Math.max(0, ...old.map((cohort) => cohort.months.length))
  return {
    id: 'cohorts',
    subject: say.subject,
    title: buyers === 0 ? say.none : say.title(`${lang === 'zh' ? '至少 ' : 'At least '}${percent(again, buyers)}`),
    note: say.note,
    chart:
      buyers === 0
        ? null
        : heat(
            {
              columns: Array.from({ length: longest }, (_, at) => String(at)),
              rows: old.map((cohort) => `${cohort.firstMonth.slice(0, 7)} (${counted(cohort.buyers)})`),
              cells: old.flatMap((cohort, row) =>
                cohort.months.map(({ share }, column) => ({ column, row, share, text: percent(share, 1) })),
              ),
              isFirstWhole: true,
            },
            say.foot,
          ),
    heads: say.heads,
    rows: cohorts.flatMap((cohort) =>
      cohort.months.map((month) => [
        cohort.firstMonth.slice(0, 7),
        cohort.buyers,
        month.month.slice(0, 7),
        month.buyers,
        Number(month.share.toFixed(4)),
        { fen: month.amountFen },
      ]),
    ),
  }
}

export function repeatFinding({ repeats }: Buyers, lang: Lang): Finding {
  const say = words[lang].repeats
  const name = (category: string) => categoryName(category, lang)
  const again = repeats.reduce((sum, row) => sum + row.againFen, 0)
  const [top] = repeats
  return {
    id: 'repeats',
    subject: say.subject,
    title: top === undefined || again === 0 ? say.none : say.title(name(top.category), percent(top.againFen, again)),
    note: say.note,
    chart:
      again === 0
        ? null
        : stacked(
            repeats.slice(0, SHOWN).map((row) => ({
              label: name(row.category),
              first: yuanOf(row.firstFen),
              second: yuanOf(row.againFen),
              text: say.text(percent(row.againFen, row.firstFen + row.againFen)),
            })),
            say.names,
            words[lang].yuan,
          ),
    heads: say.heads,
    rows: repeats.map((row) => [name(row.category), { fen: row.firstFen }, { fen: row.againFen }, row.againOrders]),
  }
}

type Places = OutputOf<typeof readCountyPlaces>
type Place = Places['villages'][number]
const changeOf = (place: Place) => place.amountFen - place.amountFenBefore
const placeRow = (place: Place, name: string): Cell[] => [
  name,
  place.orders,
  { fen: place.amountFen },
  { fen: place.amountFenBefore },
  { fen: changeOf(place) },
]

export function villageFinding({ villages }: Places, lang: Lang): Finding {
  const say = words[lang].villages
  const sorted = villages.toSorted((a, b) => changeOf(b) - changeOf(a) || a.place.localeCompare(b.place))
  const [up, down] = [sorted.filter((one) => changeOf(one) > 0), sorted.filter((one) => changeOf(one) < 0)]
  const shown = [...up.slice(0, SHOWN), ...down.slice(-SHOWN)]
  return {
    id: 'villages',
    subject: say.subject,
    title: villages.length === 0 ? say.none : say.title(up.length, down.length),
    note: say.note,
    chart:
      shown.length === 0
        ? null
        : bars(
            shown.map((one) => ({
              label: villageName(one.place, lang),
              value: yuanOf(changeOf(one)),
              text: signedYuan(changeOf(one), lang),
            })),
            words[lang].yuan,
          ),
    heads: say.heads,
    rows: sorted.map((one) => placeRow(one, villageName(one.place, lang))),
  }
}

export function provinceFinding({ provinces }: Places, lang: Lang): Finding {
  const say = words[lang].provinces
  const sold = provinces.filter((one) => one.amountFen > 0)
  const whole = sold.reduce((sum, one) => sum + one.amountFen, 0)
  const [top] = sold
  return {
    id: 'provinces',
    subject: say.subject,
    title: top === undefined ? say.none : say.title(provinceName(top.place, lang), percent(top.amountFen, whole)),
    note: '',
    chart:
      top === undefined
        ? null
        : bars(
            sold.slice(0, SHOWN + 2).map((one) => ({
              label: provinceName(one.place, lang),
              value: yuanOf(one.amountFen),
              text: `${roughYuan(one.amountFen, lang)} (${signedYuan(changeOf(one), lang)})`,
            })),
            words[lang].yuan,
          ),
    heads: say.heads,
    rows: provinces.map((one) => placeRow(one, provinceName(one.place, lang))),
  }
}

type Claims = OutputOf<typeof readCountyClaims>
type Claim = Claims['causes'][number]
const costOf = (claim: Claim) => claim.refundedFen + claim.freightFen

export function causeFinding(data: Claims, lang: Lang): Finding {
  const say = words[lang].causes
  const names = afterWords[lang].causes as Record<string, string>
  const cases = data.causes.reduce((sum, one) => sum + one.cases, 0)
  const share = data.orders === 0 ? '—' : short((cases / data.orders) * 100)
  return claimFinding('causes', data.causes, (code) => names[code] ?? code, lang, {
    ...say,
    note: cases === 0 ? '' : say.note(cases, share),
  })
}
export const claimVillageFinding = (data: Claims, lang: Lang): Finding =>
  claimFinding('claimVillages', data.villages, (code) => villageName(code, lang), lang, words[lang].claimVillages)
export const claimProvinceFinding = (data: Claims, lang: Lang): Finding =>
  claimFinding('claimProvinces', data.provinces, (code) => provinceName(code, lang), lang, words[lang].claimProvinces)

type ClaimWords = { subject: string; title: (name: string, yuan: string) => string; note?: string; heads: string[] }

function claimFinding(
  id: string,
  claims: readonly Claim[],
  nameOf: (code: string) => string,
  lang: Lang,
  say: ClaimWords,
): Finding {
  const standing = claims.filter((one) => one.cases > 0)
  const [top] = standing
  return {
    id,
    subject: say.subject,
    title: top === undefined ? words[lang].causes.none : say.title(nameOf(top.name), roughYuan(costOf(top), lang)),
    note: say.note ?? '',
    chart:
      top === undefined
        ? null
        : bars(
            standing.slice(0, SHOWN + 1).map((one) => ({
              label: nameOf(one.name),
              value: yuanOf(costOf(one)),
              text: words[lang].causes.text(roughYuan(costOf(one), lang), one.cases),
            })),
            words[lang].yuan,
          ),
    heads: say.heads,
    rows: claims.map((one) => [
      nameOf(one.name),
      one.cases,
      { fen: one.refundedFen },
      { fen: one.freightFen },
      one.casesBefore,
    ]),
  }
}

import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { readCountyBoard } from '../../../workflows/read-county-board.ts'
import { bars, daysAhead, heat } from '../figures/charts.ts'
import type { Finding } from '../figures/findings.ts'
import { villageName } from '../figures/findings.ts'
import { NO_LIMIT } from '../hosting/fields.ts'
import { nameIn } from '../stay/said.ts'
import type { Placed } from './county-map.ts'
import { counted, percent, roughYuan, shortDay } from './format.ts'
import { tourismWords } from './tourism-words.ts'

type Board = OutputOf<typeof readCountyBoard>
type Day = Board['county'][number]

const BARS_SHOWN = 8
/** More than any chart has room for. */
const HEAT_DAYS = 14

const limitOf = ({ limit }: Day) => (limit >= NO_LIMIT ? null : limit)
const shareOf = (one: Day) => (limitOf(one) === null || one.limit === 0 ? 0 : one.booked / one.limit)
const most = <T>(all: readonly T[], value: (one: T) => number): T | undefined =>
  all.toSorted((a, b) => value(b) - value(a))[0]
const sum = (days: readonly Day[]) => days.reduce((all, one) => all + one.booked, 0)

export function tourismFindings(board: Board, lang: Lang): Finding[] {
  return [
    aheadFinding(board, lang),
    alertFinding(board, lang),
    mapFinding(board, lang),
    siteFinding(board, lang),
    nightFinding(board, lang),
    spendingFinding(board, lang),
    originFinding(board, lang),
  ]
}

function aheadFinding({ county, outlook }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].ahead
  const fullest = most(county, (one) => one.booked)
  const expected = new Map(outlook?.days.map((one) => [one.day, one]))
  const isEmpty = fullest === undefined || (fullest.booked === 0 && outlook === null)
  return {
    id: 'ahead',
    subject: say.subject,
    title:
      fullest === undefined || fullest.booked === 0
        ? say.none
        : say.title(shortDay(fullest.day, lang), counted(fullest.booked)),
    note: isEmpty ? '' : outlook === null ? say.noForecast : say.forecast(percent(outlook.level, 1), outlook.method),
    chart: isEmpty
      ? null
      : daysAhead(
          county.map((one) => ({
            label: shortDay(one.day, lang),
            booked: one.booked,
            isAlert: one.isAlert,
            limit: limitOf(one),
            outlook: expected.get(one.day) ?? null,
          })),
          tourismWords[lang].people,
        ),
    heads: say.heads,
    rows: county.map((one) => {
      const at = expected.get(one.day)
      return [one.day, one.booked, limitOf(one), at?.expected ?? null, at?.low ?? null, at?.high ?? null]
    }),
  }
}

function alertFinding({ county, sites }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].alerts
  const all = [
    ...county.map((one) => ({ ...one, name: say.county })),
    ...sites.flatMap((site) => site.days.map((one) => ({ ...one, name: nameIn(site, lang) }))),
  ]
    .filter((one) => one.isAlert)
    .toSorted((a, b) => shareOf(b) - shareOf(a) || a.day.localeCompare(b.day))
  const shown = all.slice(0, BARS_SHOWN)
  return {
    id: 'alerts',
    subject: say.subject,
    title: all.length === 0 ? say.none : say.title(all.length),
    note: say.note(shown.length, all.length),
    chart:
      all.length === 0
        ? null
        : bars(
            shown.map((one) => ({
              label: `${shortDay(one.day, lang)} ${one.name}`,
              value: Math.round(shareOf(one) * 100),
              text: say.text(percent(one.booked, one.limit), counted(one.booked), counted(one.limit)),
            })),
            `${tourismWords[lang].share} (%)`,
          ),
    heads: say.heads,
    rows: all.map((one) => [one.name, one.day, one.booked, one.limit, Math.round(shareOf(one) * 100)]),
  }
}

/** For the map: visits booked in each village, named by its sights. */
export function placedVisitors({ sites }: Board, lang: Lang): Placed[] {
  return [...Map.groupBy(sites, (one) => one.villageCode)].map(([key, there]) => {
    const value = there.reduce((all, site) => all + sum(site.days), 0)
    const label = there.map((site) => nameIn(site, lang)).join(lang === 'zh' ? '、' : ', ')
    return { key, label, value, text: tourismWords[lang].map.text(counted(value)) }
  })
}

function mapFinding({ sites }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].map
  const all = sites
    .map((site) => ({
      name: nameIn(site, lang),
      village: villageName(site.villageCode, lang),
      booked: sum(site.days),
    }))
    .toSorted((a, b) => b.booked - a.booked)
  const whole = all.reduce((people, one) => people + one.booked, 0)
  const [top] = all
  return {
    id: 'map',
    subject: say.subject,
    title: top === undefined || whole === 0 ? say.none : say.title(top.name, percent(top.booked, whole)),
    note: say.note,
    chart: null,
    heads: say.heads,
    rows: all.map((one) => [one.name, one.village, one.booked]),
  }
}

function siteFinding({ sites, county }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].sites
  const all = sites.flatMap((site) => site.days.map((one) => ({ ...one, name: nameIn(site, lang) })))
  const fullest = most(all, shareOf)
  const busiest = most(all, (one) => one.booked)
  const days = [...new Set([...county, ...all].map((one) => one.day))].toSorted().slice(0, HEAT_DAYS)
  const highest = Math.max(1, ...all.filter((one) => limitOf(one) === null).map((one) => one.booked))
  return {
    id: 'sites',
    subject: say.subject,
    title:
      fullest === undefined || busiest === undefined
        ? say.none
        : shareOf(fullest) > 0
          ? say.title(fullest.name, shortDay(fullest.day, lang), percent(fullest.booked, fullest.limit))
          : say.booked(busiest.name, shortDay(busiest.day, lang), counted(busiest.booked)),
    note: all.length === 0 ? '' : say.note,
    chart:
      all.length === 0
        ? null
        : heat(
            {
              columns: days.map((day) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`),
              rows: sites.map((site) => nameIn(site, lang)),
              cells: sites.flatMap((site, row) =>
                site.days
                  .filter((one) => days.includes(one.day))
                  .map((one) => ({
                    column: days.indexOf(one.day),
                    row,
                    share: limitOf(one) === null ? one.booked / highest / 2 : shareOf(one),
                    text: limitOf(one) === null ? counted(one.booked) : `${Math.round(shareOf(one) * 100)}%`,
                  })),
              ),
            },
            say.foot,
          ),
    heads: say.heads,
    rows: all.map((one) => [one.name, one.day, one.booked, limitOf(one)]),
  }
}

function nightFinding({ nights }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].nights
  const all = nights.map(({ day, sold, rooms }) => ({ day, booked: sold, limit: rooms }))
  const share = (one: { booked: number; limit: number }) => (one.limit === 0 ? 0 : one.booked / one.limit)
  const fullest = most(all, share)
  const isEmpty = fullest === undefined || fullest.booked === 0
  return {
    id: 'nights',
    subject: say.subject,
    title: isEmpty ? say.none : say.title(shortDay(fullest.day, lang), percent(fullest.booked, fullest.limit)),
    note: isEmpty ? '' : say.note,
    chart: isEmpty
      ? null
      : daysAhead(
          all.map((one) => ({ ...one, label: shortDay(one.day, lang), isAlert: share(one) >= 0.8, outlook: null })),
          say.rooms,
        ),
    heads: say.heads,
    rows: all.map((one) => [one.day, one.booked, one.limit]),
  }
}

function spendingFinding({ past }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].spending
  const all = [
    { name: say.kinds.stays, ...past.stays },
    { name: say.kinds.visits, ...past.visits },
    { name: say.kinds.goods, bookings: null, guests: null, fen: past.goodsFen },
  ]
  const whole = all.reduce((fen, one) => fen + one.fen, 0)
  const top = most(all, (one) => one.fen)
  return {
    id: 'spending',
    subject: say.subject,
    title: top === undefined || whole === 0 ? say.none : say.title(top.name, percent(top.fen, whole)),
    note: say.note,
    chart:
      whole === 0
        ? null
        : bars(
            all.map((one) => ({
              label: one.name,
              value: Math.round(one.fen / 100),
              text: roughYuan(one.fen, lang),
            })),
            tourismWords[lang].yuan,
          ),
    heads: say.heads,
    rows: all.map((one) => [one.name, one.bookings, one.guests, { fen: one.fen }]),
  }
}

function originFinding({ past: { origins } }: Board, lang: Lang): Finding {
  const say = tourismWords[lang].origins
  const names = new Intl.DisplayNames(lang === 'zh' ? 'zh-Hans' : 'en', { type: 'region' })
  const all = origins.map((one) => ({
    isKnown: one.country !== null,
    name: one.country === null ? say.unknown : (names.of(one.country) ?? one.country),
    channel: say.channels[one.channel],
    guests: one.guests,
  }))
  const whole = all.reduce((people, one) => people + one.guests, 0)
  const top = all.find((one) => one.isKnown)
  return {
    id: 'origins',
    subject: say.subject,
    title: whole === 0 ? say.none : top === undefined ? say.silent : say.title(top.name, percent(top.guests, whole)),
    note: say.note,
    chart:
      whole === 0
        ? null
        : bars(
            all.slice(0, BARS_SHOWN).map((one) => ({
              label: say.label(one.name, one.channel),
              value: one.guests,
              text: `${counted(one.guests)} (${percent(one.guests, whole)})`,
            })),
            tourismWords[lang].people,
          ),
    heads: say.heads,
    rows: all.map((one) => [one.name, one.channel, one.guests]),
  }
}

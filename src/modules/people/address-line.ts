import { isPhone } from './contact.ts'
import { placeNamesForLines, regionAtStart } from './address-region.ts'
import type { FoundRegion, PlaceNames } from './address-region.ts'

/** An address as it was understood; what was not found is empty. */
export type ParsedAddress = {
  recipient: string
  /** E.164, or empty. */
  phone: string
  provinceCode: string
  cityCode: string
  countyCode: string
  detail: string
}

export const LINE_MAX = 400

const MOBILE = /(?<!\d)(?:(?:\+|00)?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?:\s?(?:-|转|#)\s?(\d{1,6}))?(?!\d)/
const LABELS: readonly (readonly [mark: string, words: string])[] = [
  ['name', '收件人|收货人|收信人|联系人|姓名|名字|收'],
  ['phone', '手机号码|联系电话|电话号码|联系方式|手机号|手机|电话'],
  ['region', '所在地区|所在区域|省市区|地区'],
  ['detail', '详细地址|收货地址|收件地址|联系地址|街道地址|地址'],
  ['zip', '邮政编码|邮编'],
]
const ANY_LABEL = new RegExp(
  `(?:^|[\\s,;。|/])(?:${LABELS.map(([mark, words]) => `(?<${mark}>${words})`).join('|')})(?:信息|名称)?\\s*[:=]\\s*`,
  'g',
)
const SEPARATORS = /[\s,;。|、]+/
/** Spaces inside a name in Latin letters part nothing; the glue stands for them meanwhile and can stand for nothing else. */
const BETWEEN_LATIN = /(?<=[A-Za-z.])\s+(?=[A-Za-z])/g
const GLUE = '\u0001'
/** What ends a piece of an address rather than a name. */
const PLACE_END =
  /(路|街|道|巷|弄|号|栋|幢|楼|室|单元|村|镇|乡|小区|苑|园|花园|大厦|广场|组|层|区|县|市|省|店|站|学校|大学|学院|医院|厂|校区|驿站|菜鸟|快递柜|柜)$/

type Piece = { text: string; label: string | null }

/**
 * Reads one pasted line (or a few) into an address: name, mobile number, province, city, county and the rest, in any usual
 * order, with labels or without; a missing province is inferred where the places leave no doubt. Never throws.
 */
export function parseAddressLine(text: string, places: PlaceNames = placeNamesForLines()): ParsedAddress {
  const line = text
    .slice(0, LINE_MAX)
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
  const { phone, extension, without } = takePhone(line)
  const pieces = piecesOf(without).filter(({ text: piece, label }) => label !== 'zip' && !/^\d{6}$/.test(piece))
  const found = bestRegion(pieces, places)
  const named = recipientOf(pieces, found)
  const detail = detailOf(pieces, found, named)
  return {
    recipient: nameOf(pieces, found, named).slice(0, 30),
    phone,
    provinceCode: found?.region.provinceCode ?? '',
    cityCode: found?.region.cityCode ?? '',
    countyCode: found?.region.countyCode ?? '',
    detail: `${detail}${extension === '' || detail === '' ? '' : `(转${extension})`}`.slice(0, 120),
  }
}

function takePhone(line: string): { phone: string; extension: string; without: string } {
  const match = MOBILE.exec(line)
  const phone = match === null ? '' : `+86${match[1]}${match[2]}${match[3]}`
  if (match === null || !isPhone(phone)) return { phone: '', extension: '', without: line }
  const { index } = match
  const without = `${line.slice(0, index)} ; ${line.slice(index + match[0].length)}`
  return { phone, extension: match[4] ?? '', without }
}

/** Pieces between separators, each under the label before it. */
function piecesOf(line: string): Piece[] {
  const marks = [...line.matchAll(ANY_LABEL)]
  const spans = [
    { label: null as string | null, from: 0, to: marks[0]?.index ?? line.length },
    ...marks.map((mark, at) => ({
      label: Object.entries(mark.groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? null,
      from: mark.index + mark[0].length,
      to: marks[at + 1]?.index ?? line.length,
    })),
  ]
  return spans.flatMap(({ label, from, to }) =>
    line
      .slice(from, to)
      .replaceAll(BETWEEN_LATIN, GLUE)
      .split(SEPARATORS)
      .map((piece) => piece.replaceAll(GLUE, ' ').replace(/^[-:/()\s]+(?=.)|[-:/\s]+$/g, ''))
      .filter((piece) => piece !== '')
      .map((piece, at) => ({ text: piece, label: label === 'name' && at > 0 ? null : label })),
  )
}

type Found = { region: FoundRegion; from: number; to: number; before: string }

/** The region that says most, with the pieces it spans: names may stand apart, and a name may cling to the province. */
function bestRegion(pieces: readonly Piece[], places: PlaceNames): Found | null {
  let best: Found | null = null
  for (const [from, { text }] of pieces.entries()) {
    const joined = pieces
      .slice(from, from + 5)
      .map((piece) => piece.text)
      .join('')
    for (const offset of startsIn(text, places)) {
      const region = regionAtStart(joined.slice(offset), places)
      if (region === null || (best !== null && region.levels <= best.region.levels)) continue
      best = spanned(pieces, from, offset, joined, region)
    }
  }
  return best
}

/** A piece's own beginning, and wherever a province or city stands in full inside it. */
function startsIn(text: string, places: PlaceNames): number[] {
  const inside = places.provinces.flatMap((province) => [province.full, ...province.cities.map((city) => city.full)])
  const found = inside.filter((name) => name.length >= 3).map((name) => text.indexOf(name))
  return [...new Set([0, ...found.filter((at) => at > 0 && at <= 8)])]
}

function spanned(pieces: readonly Piece[], from: number, offset: number, joined: string, region: FoundRegion): Found {
  let left = joined.length - region.rest.length
  let to = from
  while (to < pieces.length && left >= (pieces[to]?.text.length ?? 0)) {
    left -= pieces[to]?.text.length ?? 0
    to += 1
  }
  const rest = to < pieces.length ? (pieces[to]?.text.slice(left) ?? '') : ''
  return {
    region: { ...region, rest: left > 0 ? rest : '' },
    from,
    to: left > 0 ? to + 1 : to,
    before: joined.slice(0, offset),
  }
}

const looksLikeName = (text: string): boolean =>
  /^(?:[\p{Script=Han}·]{1,8}|[A-Za-z][A-Za-z .'-]{1,24})(?:\(?收\)?)?$/u.test(text) && !PLACE_END.test(text)

/** Where the name stands: under its label, before the region, else last; null where nothing looks like one. */
function recipientOf(pieces: readonly Piece[], found: Found | null): number | null {
  const labelled = pieces.findIndex((piece) => piece.label === 'name')
  if (labelled >= 0) return labelled
  if (found?.before !== undefined && found.before !== '' && looksLikeName(found.before)) return found.from
  const free = pieces.flatMap((piece, at) =>
    piece.label === null && (found === null || at < found.from || at >= found.to) ? [at] : [],
  )
  const before = free.filter((at) => found === null || at < found.from)
  const after = free.filter((at) => found !== null && at >= found.to).toReversed()
  const likely = (at: number) => looksLikeName(pieces[at]?.text ?? '')
  return before.find(likely) ?? after.find((at) => likely(at) && isShort(pieces[at]?.text ?? '')) ?? null
}

const isShort = (text: string): boolean => /[A-Za-z]/.test(text) || [...text.replace(/\(?收\)?$/, '')].length <= 4

/** The name itself: of a piece in which it clings to the region, only what stands before that. */
function nameOf(pieces: readonly Piece[], found: Found | null, named: number | null): string {
  if (named === null) return ''
  if (found !== null && named === found.from && found.before !== '') return tidyName(found.before)
  return tidyName(pieces[named]?.text ?? '')
}

function tidyName(text: string): string {
  return text
    .replace(/^\(|\)$/g, '')
    .replace(/\(?收\)?$/, '')
    .trim()
}

function detailOf(pieces: readonly Piece[], found: Found | null, named: number | null): string {
  const clinging = found !== null && named === found.from && found.before !== ''
  const left = pieces.flatMap(({ text, label }, at) => {
    if ((at === named && !clinging) || label === 'phone') return []
    if (found !== null && at >= found.from && at < found.to)
      return at === found.to - 1 && found.region.rest !== '' ? [found.region.rest] : []
    return [text]
  })
  return left.join(' ')
}

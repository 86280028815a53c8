import type { RouterContextProvider } from 'react-router'
import type { CivilDate } from '../../../kernel/clock.ts'
import type { Lang } from '../../../kernel/words.ts'
import {
  readSalesByCategory,
  readSalesByListing,
  readSalesByProvince,
  readSalesBySeller,
  readSalesByVillage,
} from '../../../modules/insight/index.ts'
import type { Comparison } from '../../../modules/insight/index.ts'
import { categories, wordsEn, wordsZh } from '../../../modules/market/index.ts'
import { nameOrganisations, provinces, township, village, villageLabel } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import type { Row } from './rows.ts'
import { words } from './words.ts'

type Context = Readonly<RouterContextProvider>
export type Asked = { from: CivilDate; to: CivilDate; against: Comparison }
type Sold = Omit<Row, 'label' | 'detail'>

/** For loaders: what sold along each dimension, with the names people know. */
export const reads = {
  async villages(context: Context, lang: Lang, asked: Asked): Promise<Row[]> {
    const { rows } = await call(context, readSalesByVillage, asked)
    return rows.map((row) => ({ ...row, label: villageName(row.key, lang) }))
  },
  async provinces(context: Context, lang: Lang, asked: Asked): Promise<Row[]> {
    const { rows } = await call(context, readSalesByProvince, asked)
    const names = new Map(provinces().map(({ code, short, zh, en }) => [code, lang === 'zh' ? (short ?? zh) : en]))
    return rows.map((row) => ({ ...row, label: names.get(row.key) ?? row.key }))
  },
  async categories(context: Context, lang: Lang, asked: Asked): Promise<Row[]> {
    const { rows } = await call(context, readSalesByCategory, asked)
    const names = (lang === 'zh' ? wordsZh : wordsEn).categories
    const known = (key: string) => categories.find((one) => one === key)
    return rows.map((row) => ({ ...row, label: known(row.key) ? names[known(row.key)!] : row.key }))
  },
  async listings(context: Context, lang: Lang, asked: Asked, limit = 500): Promise<Row[]> {
    const { rows } = await call(context, readSalesByListing, { ...asked, limit })
    return rows.map(({ titleZh, titleEn, villageCode, category: _category, organisationId: _id, ...row }) => ({
      ...row,
      label: (lang === 'zh' ? titleZh : titleEn) || words[lang].sales.unnamed,
      detail: villageName(villageCode, lang),
    }))
  },
  async sellers(context: Context, lang: Lang, asked: Asked, limit = 500): Promise<Row[]> {
    return named(context, lang, (await call(context, readSalesBySeller, { ...asked, limit })).rows)
  },
  async shrinking(context: Context, lang: Lang, asked: Asked, limit = 500): Promise<Row[]> {
    return named(context, lang, (await call(context, readSalesBySeller, { ...asked, order: 'shrinking', limit })).rows)
  },
}

export type Dimension = keyof typeof reads

function villageName(code: string, lang: Lang): string {
  const found = village(code)
  return found === undefined ? (township(code.slice(0, 9))?.[lang] ?? code) : villageLabel(found, lang)
}

const NAMES_AT_ONCE = 200

async function named(context: Context, lang: Lang, rows: readonly Sold[]): Promise<Row[]> {
  const names = new Map<string, { label: string; detail: string }>()
  for (let at = 0; at < rows.length; at += NAMES_AT_ONCE) {
    const ids = rows.slice(at, at + NAMES_AT_ONCE).map((row) => row.key)
    const answer = await call(context, nameOrganisations, { ids: ids.join(',') })
    for (const { organisationId, nameZh, nameEn, villageCode } of answer.names)
      names.set(organisationId, {
        label: lang === 'zh' ? nameZh : nameEn,
        detail: villageName(villageCode, lang),
      })
  }
  return rows.map((row) => ({ ...row, ...(names.get(row.key) ?? { label: words[lang].sales.unnamed }) }))
}

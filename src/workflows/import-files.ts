import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { App } from '../kernel/app.ts'
import { failure } from '../kernel/http/api.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { errand } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import { id } from '../kernel/validation.ts'
import type { Lang } from '../kernel/words.ts'
import { freightDefaults, freightTemplatesOf } from '../modules/delivery/index.ts'
import type { SheetSpec } from '../modules/market/index.ts'
import {
  categories,
  fileView,
  importColumns,
  importFaultSheet,
  sheetWords,
  wordsEn,
  wordsZh,
  XLSX,
} from '../modules/market/index.ts'
import { villageLabel, villages } from '../modules/people/index.ts'

const marketWords = { zh: wordsZh, en: wordsEn }

export const importTemplate = errand({
  name: 'market.import.template',
  method: 'GET',
  path: '/market/organisations/{organisationId}/import-template',
  summary: 'An empty workbook of goods with headings, explanations and the choices of each column',
  access: member('seller'),
  limitPerMinute: 20,
  audit: false,
  input: z.object({ organisationId: id, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  output: fileView,
  async run({ read, ports, lang }, { organisationId, format }) {
    const fileName = `${sheetWords[lang].fileName}.${format}`
    const headings = importColumns.map((column) => column[lang])
    if (format === 'csv') {
      // The mark tells spreadsheets that the text is UTF-8.
      const csv = `\uFEFF${headings.map((name) => (name.includes(',') ? `"${name}"` : name)).join(',')}\r\n`
      return { fileName, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(csv).toString('base64') }
    }
    const own = (await read((sql) => freightTemplatesOf(sql, organisationId))).map(({ name }) => name)
    const freightNames = own.length > 0 ? own : freightDefaults.map(({ name }) => name)
    const file = await ports.workbooks.write(templateSheets(headings, freightNames, lang))
    return { fileName, mediaType: XLSX, base64: Buffer.from(file).toString('base64') }
  },
})

function templateSheets(headings: readonly string[], freightNames: readonly string[], lang: Lang): SheetSpec[] {
  const words = sheetWords[lang]
  const choices = [
    { key: 'category', values: categories.map((one) => marketWords[lang].categories[one]) },
    { key: 'storage', values: Object.values(marketWords[lang].storage) },
    { key: 'village', values: villages().map((one) => villageLabel(one, lang)) },
    { key: 'freight', values: freightNames },
  ].map((one) => ({ ...one, at: importColumns.findIndex(({ key }) => key === one.key) }))
  const longest = Math.max(...choices.map(({ values }) => values.length))
  return [
    {
      name: words.goods,
      rows: [[...headings]],
      widthsChars: importColumns.map(({ widthChars }) => widthChars),
      choices: choices.map(({ at, values }, i) => ({
        column: at,
        range: `'${words.lists}'!$${'ABCD'[i]}$2:$${'ABCD'[i]}$${values.length + 1}`,
      })),
    },
    {
      name: words.help,
      rows: [
        [words.column, words.needed, words.how, words.example],
        ...importColumns.map((column) => [
          column[lang],
          column.needed ? words.needed : words.optional,
          lang === 'zh' ? column.helpZh : column.helpEn,
          column.exampleZh,
        ]),
      ],
      widthsChars: [22, 10, 70, 30],
    },
    {
      name: words.lists,
      rows: [
        choices.map(({ at }) => headings[at] ?? ''),
        ...Array.from({ length: longest }, (_, i) => choices.map(({ values }) => values[i] ?? null)),
      ],
      widthsChars: [16, 12, 26, 16],
    },
  ]
}

/** The template and the marked workbook as downloads, below `/files`. */
export function importFiles(app: App): Hono<ApiBindings> {
  const hono = new Hono<ApiBindings>()
  hono.get('/goods-template/:organisationId/:format{xlsx|csv}', (c) =>
    download(app, c, (caller) =>
      perform(app, importTemplate, caller, {
        organisationId: c.req.param('organisationId'),
        format: c.req.param('format') === 'csv' ? 'csv' : 'xlsx',
      }),
    ),
  )
  hono.get('/marked-goods/:organisationId/:importId', (c) =>
    download(app, c, (caller) =>
      perform(app, importFaultSheet, caller, {
        organisationId: c.req.param('organisationId'),
        importId: c.req.param('importId'),
      }),
    ),
  )
  return hono
}

type Asked = Context<ApiBindings>
type File = z.output<typeof fileView>

async function download(
  app: App,
  c: Asked,
  make: (caller: ApiBindings['Variables']['visit']) => Promise<File>,
): Promise<Response> {
  try {
    const { fileName, mediaType, base64 } = await make(c.get('visit'))
    return c.body(new Uint8Array(Buffer.from(base64, 'base64')), 200, {
      'content-type': mediaType,
      // RFC 6266: the name in UTF-8, percent-encoded.
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'cache-control': 'no-store',
    })
  } catch (error) {
    return failure(app, error, c.get('visit'))
  }
}

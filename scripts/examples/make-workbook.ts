// Writes the example workbooks. The catalogue beside this file is the source; run again after changing it.
//   node scripts/examples/make-workbook.ts

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brokenWorkbook, goodsCsv, goodsWorkbook } from './workbook.ts'

const folder = join(import.meta.dirname, '../../examples')

await writeFile(join(folder, 'suichang-goods.xlsx'), goodsWorkbook())
await writeFile(join(folder, 'suichang-goods.csv'), goodsCsv())
await writeFile(join(folder, 'broken-goods.xlsx'), brokenWorkbook())

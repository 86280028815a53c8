import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import { addDays, addSeconds, civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { job } from '../kernel/jobs.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { freightTemplatesOf, giveDefaultFreight } from '../modules/delivery/index.ts'
import { HARVEST_AGE_DAYS_MAX, receiveHarvests } from '../modules/farm/index.ts'
import type { GoodsRow, ImportRun, Reading, SearchText, Surroundings } from '../modules/market/index.ts'
import {
  beginImport,
  beginReading,
  categoryNames,
  fileFault,
  findRepeated,
  findUsed,
  finishImport,
  forgetRefusedFiles,
  IMPORT_JOB,
  inReadingOrder,
  isOver,
  nameKey,
  noteProgress,
  putVariants,
  readRows,
  refuseImportRow,
  stalledImports,
} from '../modules/market/index.ts'
import { homeCounty, placeNames, villageLabel, villages } from '../modules/people/index.ts'
import { createItems, usedCodes } from '../modules/stock/index.ts'
import { listItemsForSale } from './open-listing.ts'
import { packHarvests } from './pack-lot.ts'

/** Rows judged, and rows put on sale, between two looks at everything else. */
const ROWS_JUDGED = 500
const ROWS_LISTED = 1000
const ROWS_WORTH_A_THREAD = 150
const STALLED_SECONDS = 120
const REFUSED_KEPT_SECONDS = 30 * 24 * 3600

/**
 * Takes a workbook that was handed in: every row becomes a harvest, a lot and a listing, or none does and each fault is
 * told at its cell. May be started again at any moment, also twice at once: only the latest run can end the import.
 */
export async function importListings(app: App, importId: string): Promise<void> {
  const run = await app.database.transact((tx) => beginImport(tx, importId, app.clock.now()))
  if (run === null) return
  const reading = await readGoods(app, run)
  if (reading.faults.length === 0) reading.faults.push(...(await putOnSale(app, run, reading)))
  if (reading.faults.length > 0) await refuseAll(app, run, reading)
}

async function readGoods(app: App, run: ImportRun): Promise<Reading> {
  const file = await app.ports.workbooks.read(run.bytes)
  const reading = beginReading(file.ok ? file.table : { rows: [] })
  if (!file.ok) return { ...reading, faults: [fileFault(file.code, file.params)] }
  const around = await surroundings(app, run.organisationId)
  const numbers = [...reading.rows.keys()]
  for (let at = 0; at < numbers.length && reading.header !== null; at += ROWS_JUDGED) {
    readRows(reading, numbers.slice(at, at + ROWS_JUDGED), around)
    await tell(app, run, {
      rowsTotal: numbers.length,
      rowsChecked: Math.min(at + ROWS_JUDGED, numbers.length),
      rowsDone: 0,
    })
  }
  findRepeated(reading)
  findUsed(reading, await app.database.read((sql) => usedCodes(sql, run.organisationId, codesOf(reading))))
  return reading
}

async function surroundings(app: App, organisationId: string): Promise<Surroundings> {
  const templates = await app.database.transact(async (tx) => {
    await giveDefaultFreight(tx, organisationId)
    return freightTemplatesOf(tx, organisationId)
  })
  const today = civilDate(app.clock.now())
  return {
    today,
    oldestHarvest: addDays(today, -HARVEST_AGE_DAYS_MAX),
    villages: villagesByName(),
    freightTemplates: new Map(templates.map(({ id, name }) => [nameKey(name), id])),
    freightNames: templates.map(({ name }) => name),
    gtinPrefix: app.ports.gs1CompanyPrefix,
  }
}

/** Village codes by every way people write them; null where the name alone does not tell. */
function villagesByName(): Map<string, string | null> {
  const byName = new Map<string, string | null>()
  for (const village of villages()) {
    const { code, zh, en } = village
    const label = villageLabel(village, 'zh')
    for (const name of [code, zh, en, label, `${homeCounty().zh}${label}`, villageLabel(village, 'en')].map(nameKey))
      byName.set(name, byName.has(name) && byName.get(name) !== code ? null : code)
  }
  return byName
}

const codesOf = ({ codes }: Reading) => ({
  lotCodes: codes.flatMap(({ lotCode }) => lotCode ?? []),
  gtins: codes.flatMap(({ gtin }) => gtin ?? []),
})

class Overtaken extends Error {}

/** One transaction for the whole file. Answers what has come to stand in its way since the rows were judged. */
async function putOnSale(app: App, run: ImportRun, reading: Reading): Promise<Reading['faults']> {
  try {
    const { goods } = reading
    await app.database.transact(async (tx) => {
      const now = app.clock.now()
      const searched = searchedAhead(app, goods)
      const items = await bringIn(tx, app, run, goods, now)
      const listed: string[] = []
      for (let at = 0; at < goods.length; at += ROWS_LISTED) {
        const texts = await searched[at / ROWS_LISTED]
        const part = goods.slice(at, at + ROWS_LISTED)
        const listings = part.map((one, i) => ({
          ...one,
          ...(one.licenceNumber !== null && { productClass: 'processed_food' as const }),
          item: { ...items[at + i]!, villageCode: one.villageCode },
          ...(texts && { searched: texts[i]! }),
        }))
        listed.push(...(await listItemsForSale(tx, run.organisationId, listings, now)))
        await tell(app, run, { rowsTotal: goods.length, rowsChecked: goods.length, rowsDone: at + part.length })
      }
      await joinVariants(tx, run.organisationId, goods, listed)
      if (!(await finishImport(tx, run, goods.length, reading.remarks, now))) throw new Overtaken()
      tx.effects.publish({
        name: 'market.import.done',
        subject: run.id,
        data: { importId: run.id, organisationId: run.organisationId, listings: goods.length },
      })
    })
    return []
  } catch (error) {
    if (error instanceof Overtaken) return []
    return isRefusal(error) ? clashes(app, run, reading, error.code) : Promise.reject(error)
  }
}

const VARIANTS_MAX = 20

/** Rows of one name share a page; those of one weight are told apart by their titles. */
async function joinVariants(tx: Tx, organisationId: string, goods: readonly GoodsRow[], listed: readonly string[]) {
  const rows = goods.map((one, i) => ({ ...one, listingId: listed[i] as string }))
  for (const [name, group] of Map.groupBy(rows, (one) => one.variants)) {
    const own = group.slice(0, VARIANTS_MAX)
    if (name === null || own.length < 2) continue
    const byWeight = new Set(own.map((one) => one.netGrams)).size === own.length
    const variants = own.map(({ listingId, titleZh, titleEn }) => ({
      listingId,
      gradeZh: byWeight ? '' : titleZh.slice(0, 20),
      gradeEn: byWeight ? '' : titleEn.slice(0, 40),
      packingZh: '',
      packingEn: '',
    }))
    await putVariants(tx, organisationId, null, variants)
  }
}

/** Harvests in, packed, on the shelf. A lot whose shelf life is over stays off it. */
async function bringIn(tx: Tx, app: App, run: ImportRun, goods: readonly GoodsRow[], now: Instant) {
  const { organisationId } = run
  const receipts = goods.map(receiptOf)
  const harvests = await receiveHarvests(tx, organisationId, receipts, now)
  const items = await createItems(tx, organisationId, app.ports.gs1CompanyPrefix, goods.map(itemOf))
  const packings = goods.map(({ lotCode, packedOn, shelfLifeDays, units }, i) => ({
    harvest: { ...receipts[i]!, id: harvests[i]!.harvestId, packedGrams: 0 },
    item: items[i]!,
    lotCode,
    packedOn,
    shelfLifeDays,
    units,
  }))
  const today = civilDate(now)
  const sellable = packings.filter((one) => !isOver(one, { today }))
  if (sellable.length > 0) await packHarvests(tx, organisationId, sellable, now)
  return items
}

const receiptOf = ({ grower, villageCode, plot, titleZh, weightGrams, harvestedOn }: GoodsRow) => ({
  grower,
  villageCode,
  plot,
  product: titleZh,
  weightGrams,
  harvestedOn,
})

const itemOf = ({ titleZh, netGrams, storage, shelfLifeDays, gtin }: GoodsRow) => ({
  name: titleZh,
  netGrams,
  storage,
  shelfLifeDays,
  gtin,
})

/** Search texts of many rows are made in a thread while the rows before them are written; few are made on the spot. */
function searchedAhead(app: App, goods: readonly GoodsRow[]): readonly Promise<SearchText[]>[] {
  if (goods.length < ROWS_WORTH_A_THREAD) return []
  const tasks = goods.map((one) => ({
    draft: one,
    categoryNames: categoryNames(one.category),
    placeNames: placeNames(one.villageCode),
  }))
  const parts = app.ports.workbooks.searchTexts(tasks, ROWS_LISTED)
  // Each is heard when its turn comes, which may be never.
  for (const part of parts) part.catch(() => {})
  return parts
}

/** A code was used by someone else between judging and writing. */
async function clashes(app: App, run: ImportRun, reading: Reading, code: string): Promise<Reading['faults']> {
  const again: Reading = { ...reading, faults: [] }
  findUsed(again, await app.database.read((sql) => usedCodes(sql, run.organisationId, codesOf(reading))))
  return again.faults.length > 0 ? again.faults : [fileFault('market.import.changed', { code })]
}

/** Written apart from the file's own transaction, so that others see it while that runs. */
async function tell(app: App, run: ImportRun, progress: { rowsTotal: number; rowsChecked: number; rowsDone: number }) {
  await app.database.transact((tx) => noteProgress(tx, run, progress, app.clock.now()))
}

async function refuseAll(app: App, run: ImportRun, reading: Reading): Promise<void> {
  const faults = inReadingOrder(reading.faults)
  const found = { rowsTotal: reading.rows.size, faults, remarks: reading.remarks }
  await app.database.transact((tx) => refuseImportRow(tx, run, found, app.clock.now()))
}

export const importListingsJob = job({
  name: IMPORT_JOB,
  payload: z.object({ importId: z.uuid() }),
  run: (app, { importId }) => importListings(app, importId),
})

/** Takes up imports whose process was ended in the middle. */
export const resumeImportsJob = job({
  name: 'market.resume-imports',
  payload: z.unknown(),
  every: '*/2 * * * *',
  async run(app) {
    const since = addSeconds(app.clock.now(), -STALLED_SECONDS)
    for (const importId of await app.database.read((sql) => stalledImports(sql, since)))
      await importListings(app, importId)
  },
})

/** A refused file is of use while it is being mended; later it only keeps growers' names. */
export const forgetImportsJob = job({
  name: 'market.forget-imports',
  payload: z.unknown(),
  every: '40 19 * * *',
  async run(app) {
    const before = addSeconds(app.clock.now(), -REFUSED_KEPT_SECONDS)
    await app.database.transact((tx) => forgetRefusedFiles(tx, before))
  },
})

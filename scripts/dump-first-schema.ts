/**
 * Makes tests/upgrade/first-schema.sql: a database as the first release left it, schema and a few rows of everything that
 * matters, as plain SQL. Run once, when the first schema was frozen; the file is kept, the tests take it forward.
 *
 *     node_modules/.bin/node scripts/dump-first-schema.ts > tests/upgrade/first-schema.sql
 */
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrationSources } from '../src/county.ts'
import { readMigrations } from '../src/kernel/migrate.ts'
import { startPostgres } from '../src/kernel/postgres.ts'

const FIRST = /^0001-/
const migrations = readMigrations(migrationSources).filter((m) => FIRST.test(m.name))
const organisation = '01980000-0000-7000-8000-000000000001'
const person = '01980000-0000-7000-8000-000000000002'
const buyer = '01980000-0000-8000-8000-000000000003'
const id = (n: number) => `01980000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`

/** A small trade: one cooperative, one lot, one order paid and settled, one still waiting to be paid. */
const rows: readonly [string, Record<string, unknown>][] = [
  [
    'people.organisation',
    {
      id: organisation,
      kind: 'cooperative',
      name_zh: '示范合作社',
      village_code: '331123001001',
      contact_name: '示范',
      contact_phone: '+8613800000000',
      seller_account: 'first-seller',
      founded_at: '2026-03-01T02:00:00Z',
    },
  ],
  [
    'farm.grower',
    {
      id: id(1),
      organisation_id: organisation,
      name: '示范户甲',
      village_code: '331123001001',
      created_at: '2026-03-01T02:00:00Z',
    },
  ],
  ['farm.plot', { id: id(2), grower_id: id(1), name: '一号地' }],
  [
    'farm.harvest',
    {
      id: id(3),
      organisation_id: organisation,
      grower_id: id(1),
      plot_id: id(2),
      product: '春茶',
      weight_grams: 100000,
      packed_grams: 25000,
      harvested_on: '2026-03-20',
      received_at: '2026-03-21T02:00:00Z',
    },
  ],
  [
    'stock.item',
    {
      id: id(4),
      organisation_id: organisation,
      gtin: '9520000000011',
      name: '春茶',
      net_grams: 250,
      storage: 'ambient',
      shelf_life_days: 720,
    },
  ],
  [
    'stock.lot',
    {
      id: id(5),
      item_id: id(4),
      organisation_id: organisation,
      code: 'FIRST1',
      harvest_id: id(3),
      packed_on: '2026-03-22',
      expires_on: '2028-03-11',
      packed_units: 100,
      available_units: 96,
      held_units: 1,
      sold_units: 3,
    },
  ],
  [
    'delivery.freight_template',
    {
      id: id(6),
      organisation_id: organisation,
      name: '标准',
      rules: JSON.stringify([{ provinces: [], firstGrams: 1000, firstFen: 800, stepGrams: 1000, stepFen: 300 }]),
    },
  ],
  [
    'market.listing',
    {
      id: id(7),
      organisation_id: organisation,
      item_id: id(4),
      gtin: '9520000000011',
      title_zh: '高山春茶',
      title_en: 'Mountain spring tea',
      description_zh: '',
      description_en: '',
      category: 'tea',
      village_code: '331123001001',
      price_fen: 12800,
      net_grams: 250,
      storage: 'ambient',
      shelf_life_days: 720,
      freight_template_id: id(6),
      season_months: 28,
      opened_at: '2026-03-22T02:00:00Z',
      search: `'z:春茶':1A 'w:tea':2A`,
      similarity: 'gaoshanchuncha mountain spring tea',
    },
  ],
  [
    'payment.payment',
    {
      id: id(8),
      buyer_id: buyer,
      gateway: 'sandbox',
      total_fen: 39200,
      state: 'paid',
      gateway_ref: 'first',
      asked_at: '2026-04-01T02:00:00Z',
      expires_at: '2026-04-01T02:15:00Z',
      paid_at: '2026-04-01T02:05:00Z',
    },
  ],
  [
    'payment.payment',
    {
      id: id(9),
      buyer_id: buyer,
      gateway: 'sandbox',
      total_fen: 13600,
      state: 'asked',
      asked_at: '2026-04-02T02:00:00Z',
      expires_at: '2026-04-02T02:15:00Z',
    },
  ],
  [
    'payment.share',
    {
      order_id: id(10),
      payment_id: id(8),
      organisation_id: organisation,
      seller_account: 'first-seller',
      subject: '示范合作社',
      amount_fen: 39200,
      share_ref: 'first-share',
    },
  ],
  [
    'payment.share',
    {
      order_id: id(11),
      payment_id: id(9),
      organisation_id: organisation,
      seller_account: 'first-seller',
      subject: '示范合作社',
      amount_fen: 13600,
    },
  ],
  [
    'market."order"',
    {
      id: id(10),
      code: '260401-FIRST001',
      payment_id: id(8),
      buyer_id: buyer,
      organisation_id: organisation,
      state: 'received',
      goods_fen: 38400,
      freight_fen: 800,
      recipient: JSON.stringify({
        name: '示范收件人',
        phone: '13800000000',
        provinceCode: '31',
        cityCode: '3101',
        countyCode: '310101',
        detail: '示范路 1 号',
      }),
      province_code: '31',
      placed_at: '2026-04-01T02:00:00Z',
      pay_by: '2026-04-01T02:15:00Z',
      paid_at: '2026-04-01T02:05:00Z',
      shipped_at: '2026-04-02T02:00:00Z',
      received_at: '2026-04-05T02:00:00Z',
      due_at: '2026-04-13T02:00:00Z',
    },
  ],
  [
    'market."order"',
    {
      id: id(11),
      code: '260402-FIRST002',
      payment_id: id(9),
      buyer_id: buyer,
      organisation_id: organisation,
      state: 'awaiting_payment',
      goods_fen: 12800,
      freight_fen: 800,
      recipient: JSON.stringify({
        name: '示范收件人',
        phone: '13800000000',
        provinceCode: '31',
        cityCode: '3101',
        countyCode: '310101',
        detail: '示范路 1 号',
      }),
      province_code: '31',
      placed_at: '2026-04-02T02:00:00Z',
      pay_by: '2026-04-02T02:15:00Z',
    },
  ],
  ...[
    [10, 3],
    [11, 1],
  ].map(
    ([order, units]) =>
      [
        'market.order_line',
        {
          order_id: id(order as number),
          line: 0,
          listing_id: id(7),
          item_id: id(4),
          gtin: '9520000000011',
          title_zh: '高山春茶',
          title_en: 'Mountain spring tea',
          category: 'tea',
          village_code: '331123001001',
          net_grams: 250,
          storage: 'ambient',
          units,
          price_fen: 12800,
        },
      ] as [string, Record<string, unknown>],
  ),
  ...[
    [10, 3],
    [11, 1],
  ].map(
    ([order, units]) =>
      [
        'market.order_line_lot',
        { order_id: id(order as number), line: 0, lot_id: id(5), lot_code: 'FIRST1', units },
      ] as [string, Record<string, unknown>],
  ),
  ['stock.hold', { order_id: id(10), lot_id: id(5), units: 3, state: 'sold', expires_at: '2026-04-01T02:15:00Z' }],
  ['stock.hold', { order_id: id(11), lot_id: id(5), units: 1, state: 'held', expires_at: '2026-04-02T02:15:00Z' }],
  [
    'ledger.frozen',
    { order_id: id(10), organisation_id: organisation, payment_id: id(8), amount_fen: 39200, commission_rate: '0.03' },
  ],
  [
    'ledger.transfer',
    {
      id: id(12),
      at: '2026-04-01T02:05:00Z',
      kind: 'paid',
      debit: 'gateway',
      credit: `frozen/${organisation}`,
      amount_fen: 39200,
      organisation_id: organisation,
      order_id: id(10),
      reference: id(10),
    },
  ],
  [
    'trace.step',
    {
      id: id(13),
      gtin: '9520000000011',
      lot_code: 'FIRST1',
      organisation_id: organisation,
      kind: 'harvested',
      at: '2026-03-20T00:00:00Z',
      data: JSON.stringify({
        grower: '示范户甲',
        villageCode: '331123001001',
        plot: '一号地',
        product: '春茶',
        weightGrams: 100000,
        harvestedOn: '2026-03-20',
      }),
    },
  ],
  [
    'kernel.audit',
    {
      id: id(14),
      at: '2026-04-01T02:00:00Z',
      operation: 'market.checkout',
      actor_kind: 'person',
      actor_id: person,
      detail: '{}',
    },
  ],
]

const literal = (value: unknown): string =>
  typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value))
const insert = ([table, row]: readonly [string, Record<string, unknown>]) =>
  `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`

const text = [
  '-- A database of the first release. Made by scripts/dump-first-schema.ts and never changed since.',
  'DO $$ BEGIN CREATE ROLE terrace_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;',
  'CREATE SCHEMA kernel;',
  'CREATE TABLE kernel.migration (schema text NOT NULL, name text NOT NULL, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema, name));',
  ...migrations.flatMap((m) => [
    `CREATE SCHEMA IF NOT EXISTS "${m.schema}";`,
    m.text,
    `INSERT INTO kernel.migration (schema, name, checksum) VALUES (${[m.schema, m.name, m.checksum].map(literal).join(', ')});`,
  ]),
  ...rows.map(insert),
  '',
].join('\n')

// What cannot be loaded is no dump: it is tried on an empty database before it is printed.
const folder = mkdtempSync(join(tmpdir(), 'terrace-dump-'))
chmodSync(folder, 0o755)
const postgres = await startPostgres(folder)
const db = new pg.Client({ connectionString: postgres.url })
await db.connect()
await db.query(text)
await db.end()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(text)

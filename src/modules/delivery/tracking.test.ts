import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyOf } from './carriers.ts'
import { doorId, doorText } from './door.ts'
import type { Scan } from './tracking.ts'
import { inOrder, isOver, scanStates, stateOf } from './tracking.ts'
import { journeyOf } from './trackers/journey.ts'
import { kuaidi100 } from './trackers/kuaidi100.ts'

const scan: fc.Arbitrary<Scan> = fc.record({
  at: fc.integer({ min: 0, max: 40 }).map((hours) => new Date(1_770_000_000_000 + hours * 3_600_000)),
  state: fc.constantFrom(...scanStates),
  text: fc.constantFrom('到达', '离开', '签收'),
})

test('where a parcel is depends on what was told, not on the order or the number of tellings', () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 15 }), fc.infiniteStream(fc.nat()), (scans, chance) => {
      const twice = [...scans, ...scans]
      const shuffled = twice.toSorted(() => ((chance.next().value ?? 0) % 2 === 0 ? 1 : -1))
      expect(stateOf(shuffled)).toEqual(stateOf(scans))
    }),
  )
})

test('what was handed out is on no lorry again; what went back stays back', () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 15 }), (scans) => {
      const states = inOrder(scans).map((_, at) => stateOf(inOrder(scans).slice(0, at + 1)).state)
      const since = (state: string) =>
        states.slice(states.findIndex((one) => one === state)).filter(() => states.some((one) => one === state))
      const moves = new Set<string>(['collected', 'in_transit', 'out_for_delivery'])
      const returned = since('returned').filter((state) => state !== 'returned')
      // After the hand-out nothing but the way back; whatever trouble that meets opens the way again.
      const handed = since('delivered')
      const back = handed.findIndex((state) => state === 'returning')
      const before = back < 0 ? handed : handed.slice(0, back)
      expect([returned, before.filter((state) => moves.has(state))]).toEqual([[], []])
    }),
  )
})

test('a made-up journey ends, whatever its number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{6,14}$/), (number) => {
      const since = new Date('2026-04-18T01:00:00Z')
      const scans = journeyOf(number, since)
      expect(isOver(stateOf(scans).state)).toBe(true)
      for (const one of scans) expect(one.reportedAt.getTime()).toBeGreaterThanOrEqual(one.at.getTime())
    }),
  )
})

const service = (answers: readonly string[] = []) => {
  const asked: { path: string; form: Readonly<Record<string, string>> }[] = []
  const tracker = kuaidi100({
    customer: 'CUSTOMER',
    key: 'KEY',
    secret: 'the secret of this county, long enough',
    callbackUrl: 'https://county.test/carriers/push',
    async post(path, form) {
      asked.push({ path, form })
      return answers[asked.length - 1] ?? '{}'
    },
  })
  return { tracker, asked }
}
const parcel = { company: 'yuantong', trackingNumber: 'YT1', phoneTail: '1234' }
const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()

test('the service is asked as it documents, and believed for its signature alone', async () => {
  const { tracker, asked } = service([
    '{"result":true,"returnCode":"200"}',
    '{"returnCode":"501"}',
    '{"returnCode":"600"}',
  ])
  expect(await tracker.subscribe(parcel)).toBe(true)
  expect(await tracker.subscribe(parcel)).toBe(true)
  expect(await tracker.subscribe(parcel)).toBe(false)
  const { path, form } = asked[0] as (typeof asked)[number]
  const param = JSON.parse(form.param ?? '') as { parameters: { salt: string; callbackurl: string; phone: string } }
  expect([path, form.schema]).toEqual(['/poll', 'json'])
  expect(param).toMatchObject({ company: 'yuantong', number: 'YT1', key: 'KEY', parameters: { phone: '1234' } })

  const told = JSON.stringify({
    status: 'polling',
    lastResult: {
      com: 'yuantong',
      nu: 'YT1',
      state: '5',
      data: [
        { context: '派件中 138****', ftime: '2026-04-18 09:30:00', statusCode: '5' },
        { context: '到达丽水', ftime: '2026-04-17 09:30:00', status: '在途' },
        { context: '揽收', ftime: 'yesterday' },
      ],
    },
  })
  const body = (sign: string) => new URLSearchParams({ param: told, sign }).toString()
  expect(tracker.readPush(body(md5(told + param.parameters.salt)))).toEqual({
    verified: true,
    company: 'yuantong',
    trackingNumber: 'YT1',
    scans: [
      { at: new Date('2026-04-18T09:30:00+08:00'), state: 'out_for_delivery', text: '派件中 138****' },
      { at: new Date('2026-04-17T09:30:00+08:00'), state: 'in_transit', text: '到达丽水' },
    ],
  })
  expect(tracker.readPush(body(md5(`${told}another salt`)))).toEqual({ verified: false, fault: 'signature' })
  // Another parcel's salt signs nothing of this one.
  const other = service(['{"result":true}'])
  await other.tracker.subscribe({ ...parcel, trackingNumber: 'YT2' })
  const { salt } = (JSON.parse(other.asked[0]?.form.param ?? '') as typeof param).parameters
  expect(tracker.readPush(body(md5(told + salt)))).toMatchObject({ verified: false })
})

test('whatever a stranger sends is no message and breaks nothing', () => {
  const { tracker } = service()
  fc.assert(
    fc.property(fc.string(), fc.string(), (param, sign) => {
      expect(tracker.readPush(new URLSearchParams({ param, sign }).toString()).verified).toBe(false)
      expect(tracker.readPush(param).verified).toBe(false)
    }),
  )
})

test('a number nobody scanned has no scans; carriers are known by the names people write', async () => {
  const { tracker } = service(['{"result":false,"returnCode":"500","message":"查询无结果"}'])
  expect(await tracker.query(parcel)).toEqual([])
  expect(['顺丰速运', '中通', 'EMS', '邮政', ' 圆通快递 ', 'ＪＤ'].map(companyOf)).toEqual([
    'shunfeng',
    'zhongtong',
    'ems',
    'youzhengguonei',
    'yuantong',
    'jd',
  ])
  expect(companyOf('村口老王的车')).toBeNull()
})

test('a door has one address, and no other letters open it', () => {
  fc.assert(
    fc.property(fc.uuid(), (door) => {
      const text = doorText(door)
      expect(text).toMatch(/^[\w-]{22}$/)
      expect(doorId(text)).toBe(door)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{22}$/), (text) => {
      const id = doorId(text)
      if (id !== null) expect(doorText(id)).toBe(text)
    }),
  )
  for (const wrong of ['', 'x', 'A'.repeat(21), 'A'.repeat(23), '../../../../etc/passwd'])
    expect(doorId(wrong)).toBeNull()
})

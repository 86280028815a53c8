import type { Entry } from '../../entry.ts'
import { countEntries } from '../../entry.ts'
import type { DayList, Known, Verdict } from '../../gate.ts'
import { judgeListed, judgeTicket } from '../../gate.ts'
import type { KeptBooking, KeptList, Post, Shelf, Untold } from './shelf.ts'
import { readList, tell } from './wire.ts'
import type { Outcome, Stopped } from './wire.ts'

/** So long an entry can be made smaller or taken back; the next one makes it final. */
const GRACE_MS = 8000
const TELL_MAX = 200
/** How long the check itself took, for whoever measures. */
const CHECK = 'gate.check'
const DAY_MS = 86_400_000
/** The county's clock: eight hours ahead of UTC. */
const COUNTY_MS = 8 * 3_600_000

export type Scan = {
  verdict: Verdict | { kind: 'refuse'; why: 'not_found' }
  /** The list's line, where it has one. */
  booking: KeptBooking | undefined
  /** What was let in by this scan. */
  entry: Untold | null
  way: Untold['way']
}
export type Snapshot = {
  list: KeptList | null
  stopped: Stopped | null
  untold: number
  /** Of the day: people booked and people who came. */
  booked: number
  entered: number
  scan: Scan | null
  /** What the county said of entries that it did not count whole. */
  problems: readonly Outcome[]
}

export const dayAndMinute = (ms: number) => {
  const local = new Date(ms + COUNTY_MS)
  return { day: local.toISOString().slice(0, 10), minute: Math.floor((local.getTime() % DAY_MS) / 60_000) }
}

export type Gate = Awaited<ReturnType<typeof openGate>>

/** A gate at its post: everything it decides, it decides with what is in the phone. */
export async function openGate(shelf: Shelf, post: Post, tellPage: () => void) {
  let list = (await shelf.list()) ?? null
  const bookings = new Map((await shelf.bookings()).map((one) => [one.id, one]))
  const untold = new Map((await shelf.untold()).map((one) => [one.id, one]))
  const untoldOf = new Map<string, Map<string, Untold>>()
  for (const one of untold.values()) keep(one)
  const byCode = new Map<string, { id: string; unit: number | null }>()
  let dayList: DayList | null = null
  let snapshot: Snapshot = { list, stopped: null, untold: 0, booked: 0, entered: 0, scan: null, problems: [] }
  /** Numbers on the screen are worked out of thousands of lines: when they changed, not with every scan. */
  let sums = { booked: 0, entered: 0 }

  function keep(entry: Untold) {
    untold.set(entry.id, entry)
    const own = untoldOf.get(entry.bookingId)
    if (own === undefined) untoldOf.set(entry.bookingId, new Map([[entry.id, entry]]))
    else own.set(entry.id, entry)
  }
  function drop({ id, bookingId }: Pick<Untold, 'id' | 'bookingId'>) {
    untold.delete(id)
    untoldOf.get(bookingId)?.delete(id)
  }

  const now = () => Date.now() + (list?.aheadMs ?? 0)
  const knownOf = (id: string): Known => {
    const booking = bookings.get(id)
    return { listed: booking, entries: [...(booking?.entries ?? []), ...(untoldOf.get(id)?.values() ?? [])] }
  }
  const show = (more: Partial<Snapshot> = {}) => {
    snapshot = { ...snapshot, list, untold: untold.size, ...sums, ...more }
    tellPage()
  }
  const enteredOf = (booking: KeptBooking) => countEntries(booking, knownOf(booking.id).entries).entered

  function listChanged() {
    byCode.clear()
    sums = { booked: 0, entered: 0 }
    for (const one of bookings.values()) {
      byCode.set(plainCode(one.code), { id: one.id, unit: null })
      byCode.set(plainCode(one.id), { id: one.id, unit: null })
      one.units.forEach((unit, at) => byCode.set(plainCode(unit.id), { id: one.id, unit: at }))
      if (one.state !== 'good') continue
      sums.booked += one.people
      sums.entered += enteredOf(one)
    }
    dayList = list === null ? null : dayListOf(list)
  }

  function judge(text: string): Pick<Scan, 'verdict' | 'booking' | 'way'> {
    const { day, minute } = dayAndMinute(now())
    const plain = plainCode(text)
    if (dayList === null) return { verdict: { kind: 'refuse', why: 'not_found' }, booking: undefined, way: 'scan' }
    const found = byCode.get(plain)
    if (found === undefined && plain.length < 100)
      return { verdict: { kind: 'refuse', why: 'not_found' }, booking: undefined, way: 'code' }
    if (found === undefined) {
      const verdict = judgeTicket(plain, dayList, knownOf, { day, minute })
      const booking = verdict.kind === 'admit' ? bookings.get(verdict.bookingId) : undefined
      return { verdict, booking, way: 'scan' }
    }
    return { ...judgeOne(found.id, found.unit, minute, dayList), way: 'code' }
  }

  function judgeOne(id: string, unit: number | null, minute: number, on: DayList) {
    const known = knownOf(id)
    const booking = bookings.get(id)
    if (booking === undefined) return { verdict: { kind: 'refuse', why: 'not_found' } as const, booking }
    return { verdict: judgeListed({ ...known, listed: booking }, unit, on, minute), booking }
  }

  async function letIn(on: Scan, people: number): Promise<void> {
    if (on.verdict.kind !== 'admit') return
    const { bookingId, unit } = on.verdict
    const entry: Untold = {
      id: crypto.randomUUID(),
      bookingId,
      unit,
      people,
      way: on.way,
      post,
      at: new Date(now()).toISOString(),
      dueAt: Date.now() + GRACE_MS,
    }
    keep(entry)
    sums.entered += people
    show({ scan: { ...on, entry } })
    await shelf.keepEntry(entry)
  }

  /** Other people of the party, or none: only what is not told yet. */
  async function correct(people: number): Promise<void> {
    const { scan: on } = snapshot
    const entry = on?.entry
    if (!on || !entry || !untold.has(entry.id)) return
    sums.entered += people - entry.people
    if (people === 0) {
      drop(entry)
      show({ scan: null })
      return shelf.dropEntry(entry.id)
    }
    const other = { ...entry, people, dueAt: Date.now() + GRACE_MS }
    keep(other)
    show({ scan: { ...on, entry: other } })
    return shelf.keepEntry(other)
  }

  async function scan(text: string): Promise<Scan> {
    const start = performance.now()
    const judged = judge(text)
    performance.clearMeasures(CHECK)
    performance.measure(CHECK, { start })
    const found: Scan = { ...judged, entry: null }
    final()
    show({ scan: found })
    const { verdict } = judged
    if (verdict.kind === 'admit' && verdict.mind === null) await letIn(found, verdict.left)
    return found
  }

  /** The next in line: what was done before is done. */
  function final() {
    const last = untold.get(snapshot.scan?.entry?.id ?? '')
    if (last !== undefined) keep({ ...last, dueAt: 0 })
  }

  let telling: Promise<void> | null = null
  const exchange = () => (telling ??= exchanged().finally(() => (telling = null)))

  async function exchanged(): Promise<void> {
    const stopped = (await tellAll()) ?? (await fetchList())
    show({ stopped })
  }

  async function tellAll(): Promise<Stopped | null> {
    for (;;) {
      const due = [...untold.values()].filter((one) => one.post.person === post.person && one.dueAt <= Date.now())
      const first = due[0]
      if (first === undefined) return null
      const same = due.filter((one) => samePost(one.post, first.post)).slice(0, TELL_MAX)
      const answer = await tell(first.post, same)
      if (!answer.ok) return answer.stopped
      const changed = answer.value.bookings.flatMap(({ id, entries }) => {
        const booking = bookings.get(id)
        return booking === undefined ? [] : [{ ...booking, entries }]
      })
      await shelf.told(
        same.map(({ id }) => id),
        changed,
      )
      for (const one of changed) bookings.set(one.id, one)
      for (const one of same) drop(one)
      const wrong = answer.value.entries.filter((one) => one.outcome !== 'counted')
      listChanged()
      show({ problems: [...snapshot.problems, ...wrong] })
    }
  }

  async function fetchList(): Promise<Stopped | null> {
    const { day } = dayAndMinute(now())
    const anew = list?.day !== day || list.siteId !== post.siteId
    const answer = await readList(post, day, anew ? null : (list?.asOf ?? null))
    if (!answer.ok) return answer.stopped
    const { list: fresh, bookings: changed } = answer.value
    await shelf.keepList(fresh, changed, anew)
    list = fresh
    if (anew) bookings.clear()
    for (const one of changed) bookings.set(one.id, one)
    listChanged()
    return null
  }

  if (list !== null && list.siteId !== post.siteId) {
    list = null
    bookings.clear()
  }
  listChanged()
  show()
  return {
    snapshot: () => snapshot,
    judge,
    scan,
    /** Lets in whom the last scan left to the gatekeeper. */
    admit: (people: number) => (snapshot.scan === null ? Promise.resolve() : letIn(snapshot.scan, people)),
    correct,
    /** A line of the list, chosen by hand. */
    choose(id: string) {
      if (dayList === null) return
      final()
      const { minute } = dayAndMinute(now())
      show({ scan: { ...judgeOne(id, null, minute, dayList), entry: null, way: 'list' } })
    },
    clear: () => show({ scan: null }),
    exchange,
    enteredOf,
    find: (words: string) => findIn(bookings.values(), words),
    thingOf: (thingId: string) => list?.sold.find((one) => one.thingId === thingId),
    bookingOf: (id: string) => bookings.get(id),
    today: () => dayAndMinute(now()).day,
  }
}

const samePost = (a: Post, b: Post) =>
  a.organisationId === b.organisationId && a.siteId === b.siteId && a.gate === b.gate

/** Codes as people and scanners type them: capitals, without blanks and dashes. */
export const plainCode = (text: string) => text.toUpperCase().replaceAll(/[\s-]/g, '')

function dayListOf(list: KeptList): DayList {
  return {
    siteId: list.siteId,
    day: list.day,
    asOf: new Date(list.asOf),
    earlyMinutes: list.earlyMinutes,
    keys: new Map(list.keys.map(({ number, publicKey }) => [number, bytesOf(publicKey)])),
    sold: new Map(list.sold.map((one) => [one.thingId, one])),
  }
}

const bytesOf = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))

const FOUND_MAX = 30

/** Lines of the list by code, name or the last digits of a phone. */
function findIn(bookings: Iterable<KeptBooking>, words: string): KeptBooking[] {
  const text = words.trim()
  const code = plainCode(text)
  const found: KeptBooking[] = []
  for (const one of bookings) {
    const fits =
      text === '' || one.name.includes(text) || plainCode(one.code).includes(code) || one.phoneEnd === text.slice(-4)
    if (fits) found.push(one)
    if (found.length === FOUND_MAX) break
  }
  return found
}

export type { Entry, Verdict }

export type ReadLines =
  | { ok: true; parcels: { number: number; trackingNumber: string }[] }
  | { ok: false; fault: 'wrong'; line: number }
  | { ok: false; fault: 'twice'; number: string }
  | { ok: false; fault: 'tooMany' | 'none' }

const TRACKING = /^[A-Z0-9-]{4,40}$/

/**
 * Pasted lines of parcel and tracking number, parted by spaces, tabs or commas; a tracking number alone takes the next parcel that
 * waits and is not named itself. All lines or none: what cannot be read is named by its line.
 */
export function readGiftLines(text: string, waiting: readonly number[]): ReadLines {
  const rows: { number: number | null; trackingNumber: string }[] = []
  for (const [at, raw] of text.normalize('NFKC').split(/\r?\n/).entries()) {
    const cells = raw
      .toUpperCase()
      .split(/[\s,;、]+/)
      .filter((cell) => cell !== '')
    if (cells.length === 0) continue
    const [first = '', second] = cells
    const named = cells.length === 2 && /^\d{1,4}$/.test(first)
    const trackingNumber = named ? (second ?? '') : first
    if (cells.length > 2 || (cells.length === 2 && !named) || !TRACKING.test(trackingNumber))
      return { ok: false, fault: 'wrong', line: at + 1 }
    rows.push({ number: named ? Number(first) : null, trackingNumber })
  }
  if (rows.length === 0) return { ok: false, fault: 'none' }
  const taken = new Set(rows.flatMap((row) => (row.number === null ? [] : [row.number])))
  const free = waiting.filter((number) => !taken.has(number))
  const parcels: { number: number; trackingNumber: string }[] = []
  for (const row of rows) {
    const number = row.number ?? free.shift()
    if (number === undefined) return { ok: false, fault: 'tooMany' }
    parcels.push({ number, trackingNumber: row.trackingNumber })
  }
  const twice = repeated(parcels.map((one) => String(one.number))) ?? repeated(parcels.map((one) => one.trackingNumber))
  return twice === undefined ? { ok: true, parcels } : { ok: false, fault: 'twice', number: twice }
}

const repeated = (all: readonly string[]) => all.find((one, at) => all.indexOf(one) !== at)

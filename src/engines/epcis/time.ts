const TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/

/**
 * Milliseconds since the Epoch of a time with its offset (RFC 3339, xsd:dateTimeStamp), rounded half up from the fourth
 * decimal as CBV asks; null for anything else.
 */
export function epochMilliseconds(text: string): number | null {
  const match = TIME.exec(text)
  if (match === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset = ''] = match
  const days = new Date(Date.UTC(2000, Number(month) - 1, Number(day)))
  days.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (days.getUTCDate() !== Number(day)) return null
  const round = (fraction[3] ?? '0') >= '5' ? 1 : 0
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000
  return days.getTime() + clock + Number(fraction.padEnd(3, '0').slice(0, 3)) + round - offsetMinutes(offset) * 60_000
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0
  const digits = offset.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return offset.startsWith('-') ? -minutes : minutes
}

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d\.\d{3}Z$/

/** A time in UTC to the millisecond, as the event hash wants it; what is no time, or leaves the four-digit years, as it is. */
export function canonicalTime(text: string): string {
  if (CANONICAL.test(text) && epochMilliseconds(text) !== null) return text
  const time = epochMilliseconds(text)
  if (time === null || time > 253_402_300_799_999 || time < -62_167_219_200_000) return text
  return new Date(time).toISOString()
}

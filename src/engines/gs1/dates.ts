/** Where YYMMDD is no date, or -1. `dayMin` 0 allows 00 for a day left open. */
export function shortDateFaultAt(data: string, dayMin: number): number {
  // A two-digit year is one of 51 years ago to 49 ahead (General Specifications, century in dates). For a calendar check only
  // 29 February of year 00 could tell the centuries apart, and 2000 is the one that can be meant.
  const at = dateFaultAt(`20${data}`, dayMin)
  return at === -1 ? -1 : at - 2
}

/** Where YYYYMMDD is no date, or -1. */
export function dateFaultAt(data: string, dayMin: number): number {
  const year = Number(data.slice(0, 4))
  const month = Number(data.slice(4, 6))
  const day = Number(data.slice(6, 8))
  if (month < 1 || month > 12) return 4
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day < dayMin || day > days ? 6 : -1
}

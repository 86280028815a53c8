/** What stands where no limit was stated. */
export const NO_LIMIT = 1_000_000

/** Yuan as people type them, in fen; what is no amount stays for the operation to refuse. */
export const fenIn = (yuan: unknown): number => Math.round(Number(yuan) * 100)

/** `9:00` is 540; undefined where it is no time of the day. */
export function minuteIn(text: string): number | undefined {
  const [, hour, minute] = text.trim().match(/^(\d{1,2})[:：](\d{2})$/) ?? []
  if (hour === undefined || minute === undefined || Number(hour) > 24 || Number(minute) > 59) return undefined
  return Number(hour) * 60 + Number(minute)
}

/** `9:00、14:30` as minutes of the day; what is no time becomes one that is refused. */
export const minutesIn = (typed: unknown): number[] =>
  (Array.isArray(typed) ? (typed as unknown[]) : [typed])
    .flatMap((text) => (typeof text === 'string' ? text.split(/[、,，;；\s]+/) : []))
    .filter((one) => one !== '')
    .map((one) => minuteIn(one) ?? -1)

/** Tiers typed as lines of hours and percent. */
export function tiersIn(text: unknown): { hoursBefore: number; percent: number }[] {
  return (typeof text === 'string' ? text : '')
    .split('\n')
    .map((line) => line.match(/\d+/g)?.map(Number) ?? [])
    .filter((numbers) => numbers.length >= 2)
    .map(([hoursBefore = 0, percent = 0]) => ({ hoursBefore, percent }))
}

export const tiersOut = (tiers: readonly { hoursBefore: number; percent: number }[]): string =>
  tiers.map(({ hoursBefore, percent }) => `${hoursBefore} ${percent}`).join('\n')

/** The 31 signs of a unified social credit code: no I, O, S, V, Z (GB 32100-2015). */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weight of each of the first 17 places: 3 to the power of its index, modulo 31. */
const WEIGHTS = Array.from({ length: 17 }, (_, i) => Number(3n ** BigInt(i) % 31n))

/** Whether a unified social credit code, which is a company's tax number, has the right check sign (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false
  const values = [...code].map((sign) => SIGNS.indexOf(sign))
  if (values.includes(-1)) return false
  return values[17] === checkValue(values)
}

/** The check sign for the first 17. */
export function checkSign(first: string): string {
  return SIGNS[checkValue([...first].map((sign) => SIGNS.indexOf(sign)))] ?? ''
}

function checkValue(values: readonly number[]): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0)
  return (31 - (sum % 31)) % 31
}

/** As people copy it: without spaces, in capital letters. */
export const tidyCode = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

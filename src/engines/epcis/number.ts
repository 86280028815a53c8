const DECIMAL = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?$/
const DIGITS_MAX = 1000

/**
 * A decimal without superfluous signs and zeroes, digit by digit and so without loss: `+1.50` is `1.5`, `-0.0` is `0`.
 * Digits that begin with a needless zero are a code, not a number, and stay (`0012` is not `12`).
 */
export function canonicalDecimal(text: string): string {
  if (text.length > DIGITS_MAX || !DECIMAL.test(text)) return text
  const negative = text.startsWith('-')
  const digits = text.replace(/^[+-]/, '')
  const plain = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
  return negative && plain !== '0' ? `-${plain}` : plain
}

/** A finite number in plain decimal digits, without exponent. */
export function printNumber(value: number): string {
  const text = Object.is(value, -0) ? '0' : String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', first = '', rest = '', exponent = ''] = match
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}

/** A number written in XML (xsd:decimal, xsd:double); null for anything that is no finite number. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed.length > DIGITS_MAX || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return null
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : null
}

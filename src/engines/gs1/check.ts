import { characterSet82, isDigits } from './characters.ts'

/**
 * The mod 10 check digit of the digits before it (GS1 General Specifications 7.9.1): weights 3 and 1
 * from the right. It detects every change of a single digit. The caller gives digits only.
 */
export function checkDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const weight = (digits.length - i) % 2 === 1 ? 3 : 1
    sum += weight * (digits.charCodeAt(i) - 48)
  }
  return String((10 - (sum % 10)) % 10)
}

/** Whether the last digit is the check digit of the others. */
export function hasCheckDigit(key: string): boolean {
  return isDigits(key) && key.length > 1 && checkDigit(key.slice(0, -1)) === key.slice(-1)
}

const checkCharacters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
// As many primes as the longest value of any application identifier has characters before its pair.
const primes = firstPrimes(97)

/**
 * The check character pair of an alphanumeric key such as a GMN (General Specifications, alphanumeric keys): values in
 * character set 82 weighted by primes that grow from the right, modulo 1021, in two 5-bit characters.
 * Null for a character outside the set or more than 97 of them.
 */
export function checkPair(text: string): string | null {
  if (text.length > primes.length) return null
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const value = characterSet82.indexOf(text.charAt(i))
    if (value === -1) return null
    sum += value * (primes[text.length - 1 - i] ?? 0)
  }
  sum %= 1021
  return checkCharacters.charAt(sum >> 5) + checkCharacters.charAt(sum & 31)
}

/** Whether the last two characters are the check pair of the others. */
export function hasCheckPair(key: string): boolean {
  return key.length >= 2 && checkPair(key.slice(0, -2)) === key.slice(-2)
}

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

import { z } from 'zod'
import { faultWords } from './faults.ts'
import type { FieldFault } from './refusal.ts'
import { refuse } from './refusal.ts'
import type { Lang } from './words.ts'

/** Parses once at the edge. Faults name each field by JSON pointer, in the caller's language. */
export function parseInput(schema: z.ZodType, raw: unknown, lang: Lang): unknown {
  const nul = pointerToNul(raw)
  if (nul !== null) refuse('kernel.invalid_input', {}, [{ pointer: nul, detail: nulWords[lang] }])
  const parsed = schema.safeParse(raw, { error: (issue) => faultWords(lang, issue) })
  if (parsed.success) return parsed.data
  refuse('kernel.invalid_input', {}, faultsOf(parsed.error))
}

const nulWords = { zh: '含有不能保存的字符', en: 'Contains a character that cannot be kept' }

/** Deeper than any operation's input; what walks it afterwards may recurse. */
const DEPTH_MAX = 64

/** PostgreSQL keeps no NUL in text, and nobody types one: where it stands, or null. */
function pointerToNul(value: unknown, path = '', depth = 0): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path : null
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return null
  if (depth > DEPTH_MAX) refuse('kernel.malformed')
  for (const [key, inner] of Object.entries(value)) {
    const found = pointerToNul(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)
    if (found !== null) return found
  }
  return null
}

const FAULTS_MAX = 50

function faultsOf(error: z.ZodError): FieldFault[] {
  return error.issues.slice(0, FAULTS_MAX).map((issue) => ({
    pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: issue.message,
  }))
}

/** A file as it arrived: name and type are the sender's claim, only the bytes count. */
export type Upload = { name: string; mediaType: string; bytes: Uint8Array }

/** Input field for a file of at most `bytesMax`; operations with one declare `body: 'multipart'`. */
export function upload(bytesMax: number) {
  return z
    .custom<Upload>(
      (value) => typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array,
    )
    .refine((file) => file.bytes.length > 0 && file.bytes.length <= bytesMax)
    .meta({ type: 'string', format: 'binary' })
}

/** What is not seen, or turns the direction of what follows: with it a name could pass for another's. Joiners and the Mongolian vowel separator shape letters. */
const UNSEEN = /(?![\u180e\u200c\u200d])\p{Cf}/gu
const SHAPING_ALONE = /^[\p{Default_Ignorable_Code_Point}\s]*$/u

/** Trimmed, NFKC-folded line of text with at least one visible character; drops unseen ones, refuses control characters. */
export const line = (lengthMax: number) => tidyLine(lengthMax, (text) => text.normalize('NFKC'))

/** A line of Chinese that people read, such as the name of goods: as `line`, but with its full-width punctuation. */
export const lineZh = (lengthMax: number) => tidyLine(lengthMax, foldZh)

/** NFKC, but for the punctuation that Chinese is set with. */
export const foldZh = (text: string): string =>
  text.replaceAll(/[^（），：；！？～…]+/gu, (part) => part.normalize('NFKC'))

function tidyLine(lengthMax: number, fold: (text: string) => string) {
  return z
    .string()
    .max(lengthMax * 4)
    .transform((text) => fold(text).replaceAll(UNSEEN, '').trim())
    .transform((text) => (SHAPING_ALONE.test(text) ? '' : text))
    .pipe(
      z
        .string()
        .min(1)
        .max(lengthMax)
        .regex(/^[^\p{Cc}\p{Cs}]*$/u),
    )
}

/** Free text of several lines; may be empty. */
export function prose(lengthMax: number) {
  return z
    .string()
    .max(lengthMax * 2)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(lengthMax)
        .regex(/^(?:[^\p{Cs}\p{Cc}]|[\n\t])*$/u),
    )
}

export const id = z.uuid()
export const fen = z.int().min(0).max(100_000_000_00)
export const civilDay = z.iso.date()

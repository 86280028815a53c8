import type { Upload } from '../../../kernel/validation.ts'

/** The sheet that was looked at, as the form carried it along: without scripts a file cannot be kept chosen. */
export function heldFile(held: unknown): Upload | undefined {
  if (typeof held !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(held)) return undefined
  return { name: 'recipients', mediaType: '', bytes: new Uint8Array(Buffer.from(held, 'base64')) }
}

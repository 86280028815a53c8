import { refuse } from '../refusal.ts'
import type { Upload } from '../validation.ts'

export const JSON_BYTES_MAX = 1_000_000
export const MULTIPART_BYTES_MAX = 24_000_000
/** More than any page of ours has. */
export const FIELDS_MAX = 20_000

/** Reads a body up to a limit. One of a declared length ends there by HTTP itself, and is read without a stream around it. */
export async function readBody(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > bytesMax) tooLarge(bytesMax)
    const whole = new Uint8Array(await request.arrayBuffer())
    return whole.length > bytesMax ? tooLarge(bytesMax) : whole
  }
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body !== null) {
    for await (const chunk of request.body) {
      size += chunk.length
      if (size > bytesMax) tooLarge(bytesMax)
      chunks.push(chunk)
    }
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function tooLarge(bytesMax: number): never {
  const limit = bytesMax < 1_000_000 ? `${bytesMax / 1000} KB` : `${bytesMax / 1_000_000} MB`
  refuse('kernel.too_large', { limit })
}

export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await readBody(request, JSON_BYTES_MAX)
  if (bytes.length === 0) return {}
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(type)) refuse('kernel.unsupported_media')
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the refusal: malformed text and malformed JSON are one thing to the sender.
  }
  refuse('kernel.malformed')
}

/** Reads a form with files; repeated fields become lists. What is typed may be as long as JSON, only files are longer. */
export async function readMultipart(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) refuse('kernel.unsupported_media')
  const isMultipart = /^multipart/i.test(type)
  const bytes = await readBody(request, isMultipart ? MULTIPART_BYTES_MAX : JSON_BYTES_MAX)
  refuseCrowded(bytes, isMultipart ? '\r\n--' : '&')
  return fieldsOf(await parsed(bytes, type))
}

async function parsed(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    refuse('kernel.malformed')
  }
}

/** Fields are counted before they are parsed: in memory each is many times as large as on the wire. */
function refuseCrowded(bytes: Uint8Array, separator: string): void {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let fields = 0
  for (let at = body.indexOf(separator); at !== -1; at = body.indexOf(separator, at + 1))
    if (++fields > FIELDS_MAX) refuse('kernel.too_many_fields', { most: FIELDS_MAX })
}

async function fieldsOf(form: FormData): Promise<Record<string, unknown>> {
  const fields = new Map<string, unknown[]>()
  let typed = 0
  for (const [key, given] of form) {
    typed += key.length + (typeof given === 'string' ? given.length : 0)
    if (typed > JSON_BYTES_MAX) tooLarge(JSON_BYTES_MAX)
    const value = typeof given === 'string' ? given : await uploadOf(given)
    const earlier = fields.get(key)
    if (earlier === undefined) fields.set(key, [value])
    else earlier.push(value)
  }
  return Object.fromEntries([...fields].map(([key, values]) => [key, values.length === 1 ? values[0] : values]))
}

async function uploadOf(file: File): Promise<Upload> {
  return { name: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
}

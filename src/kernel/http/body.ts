import { refuse } from '../refusal.ts'
import type { Upload } from '../validation.ts'

export const JSON_BYTES_MAX = 1_000_000
export const MULTIPART_BYTES_MAX = 24_000_000

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
  refuse('kernel.too_large', { limit: `${Math.round(bytesMax / 1_000_000)} MB` })
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

/** Reads a form with files; repeated fields become lists. */
export async function readMultipart(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) refuse('kernel.unsupported_media')
  const bytes = await readBody(request, MULTIPART_BYTES_MAX)
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    return await fieldsOf(form)
  } catch {
    refuse('kernel.malformed')
  }
}

export async function fieldsOf(form: FormData): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  for (const key of new Set(form.keys())) {
    const values = await Promise.all(form.getAll(key).map(async (v) => (typeof v === 'string' ? v : uploadOf(v))))
    fields[key] = values.length === 1 ? values[0] : values
  }
  return fields
}

async function uploadOf(file: File): Promise<Upload> {
  return { name: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
}

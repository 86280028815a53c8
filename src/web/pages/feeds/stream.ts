import { harmless } from '../../documents/sheet.ts'

/** XML text: what must not stand as it is, and what XML 1.0 does not allow at all. */
export const xml = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- these are the characters XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A CSV field (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Answers piece by piece as the reader takes them, so that a hundred thousand goods never stand in memory. */
export function streamed(pieces: AsyncGenerator<string>, type: string, name?: string): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=3600',
      ...(name !== undefined && { 'content-disposition': `attachment; filename="${name}"` }),
    },
  })
}

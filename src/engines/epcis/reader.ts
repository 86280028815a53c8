import { fail } from './fault.ts'
import { jsonEventReader } from './json-stream.ts'
import { LIMITS, type EpcisDocument, type EpcisEvent, type Limits } from './model.ts'
import { xmlEventReader, type EventReader } from './read-xml.ts'

export type Format = 'json' | 'xml'

/** A reader that is fed piece by piece and gives back events as they are complete; it throws an EpcisError where it must stop. */
export function eventReader(format: Format, limits: Limits = LIMITS): EventReader {
  return format === 'xml' ? xmlEventReader(limits) : jsonEventReader(limits)
}

/** Pieces of one size at most, so that no single one makes a reader hold many events. */
const PIECE_MAX = 65_536

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE_MAX) yield text.slice(at, at + PIECE_MAX)
}

/**
 * The events of a document of any length, one after the other, in memory that does not grow with it; returns the rest of
 * the document. Bytes are UTF-8. Throws an EpcisError.
 */
export async function* readEvents(
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  format: Format,
  limits: Limits = LIMITS,
): AsyncGenerator<EpcisEvent, Omit<EpcisDocument, 'events'>, undefined> {
  const reader = eventReader(format, limits)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      return fail('bad_encoding', '', 'the bytes are not UTF-8')
    }
  }
  for await (const chunk of chunks)
    for (const piece of pieces(typeof chunk === 'string' ? chunk : decode(chunk))) {
      reader.push(piece)
      yield* reader.take()
    }
  reader.push(decode())
  yield* reader.take()
  return reader.end()
}

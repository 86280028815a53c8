import { readDecimal, sameBytes, toBase64 } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { cosign } from './cosign.ts'
import { portableEd25519, type Ed25519 } from './ed25519.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { portableSha256, type Sha256 } from './hash.ts'
import { parseNote, printNote, printSignature, verifyNote, type Note, type NoteKey, type NoteSigner } from './note.ts'
import { verifyConsistency } from './proof.ts'
import { parseHashes } from './tlog-proof.ts'

// c2sp.org/tlog-witness: the messages of add-checkpoint, and what a witness decides.

export type AddCheckpoint = { oldSize: number; proof: readonly Uint8Array[]; checkpoint: Note }

const REQUEST_CHARACTERS_MAX = 2_000_000

export function printAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `${[`old ${oldSize}`, ...proof.map(toBase64)].join('\n')}\n\n${printNote(checkpoint)}`
}

export function parseAddCheckpoint(body: string): MerkleResult<AddCheckpoint> {
  if (typeof body !== 'string') return refuse('bad_utf8', 'request')
  if (body.length > REQUEST_CHARACTERS_MAX) return refuse('too_long', 'request')
  const end = body.indexOf('\n\n')
  if (end === -1) return refuse('bad_line', 'checkpoint')
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const oldSize = first.startsWith('old ') ? readDecimal(first.slice(4)) : null
  if (oldSize === null) return refuse('bad_size', 'line 1')
  const proof = parseHashes(lines, 2)
  if (!proof.ok) return proof
  const checkpoint = parseNote(body.slice(end + 2))
  return checkpoint.ok ? done({ oldSize, proof: proof.value, checkpoint: checkpoint.value }) : checkpoint
}

/** The latest tree of a log that this witness has cosigned. */
export type Seen = { size: number; root: Uint8Array }

export type WitnessAnswer = {
  status: 200 | 400 | 403 | 404 | 409 | 422
  contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size'
  body: string
  /** What to keep, in the same transaction as the comparison with `seen`, before the answer leaves. */
  keep: (Seen & { origin: string }) | null
}

export type Witness = {
  signers: readonly NoteSigner[]
  /** The trusted keys of the log of this origin, or null where the log is unknown. */
  keysOf(origin: string): readonly NoteKey[] | null
  seen(origin: string): Seen | null
  ed25519?: Ed25519
  sha256?: Sha256
}

function answer(status: WitnessAnswer['status'], body = ''): WitnessAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body, keep: null }
}

const conflict = (size: number): WitnessAnswer => ({
  ...answer(409, `${size}\n`),
  contentType: 'text/x.tlog.size',
})

/** What a witness answers to add-checkpoint at a time in seconds since the Epoch. */
export function witnessCheckpoint(body: string, witness: Witness, nowSeconds: number): WitnessAnswer {
  const request = parseAddCheckpoint(body)
  if (!request.ok) return answer(400, `${request.fault.code}: ${request.fault.part}\n`)
  const { oldSize, proof, checkpoint: note } = request.value
  const checkpoint = parseCheckpoint(note.text)
  if (!checkpoint.ok) return answer(400, `${checkpoint.fault.code}: ${checkpoint.fault.part}\n`)
  const { origin, size, root } = checkpoint.value
  const keys = witness.keysOf(origin)
  if (keys === null) return answer(404, 'unknown origin\n')
  if (!verifyNote(note, keys, witness.ed25519 ?? portableEd25519).ok) return answer(403, 'no trusted signature\n')
  if (oldSize > size) return answer(400, 'the old size is above the new one\n')
  const seen = witness.seen(origin)
  if (oldSize !== (seen?.size ?? 0)) return conflict(seen?.size ?? 0)
  if (seen !== null && seen.size === size && !sameBytes(seen.root, root)) return conflict(size)
  if (!grows(seen, { size, root }, proof, witness.sha256)) return answer(422, 'the trees are not consistent\n')
  return cosigned(note.text, { origin, size, root }, witness.signers, nowSeconds)
}

function grows(seen: Seen | null, now: Seen, proof: readonly Uint8Array[], sha256: Sha256 = portableSha256): boolean {
  if (seen === null || seen.size === 0) return proof.length === 0
  const claim = { size1: seen.size, size2: now.size, root1: seen.root, root2: now.root, proof }
  return verifyConsistency(claim, sha256).ok
}

function cosigned(
  text: string,
  keep: Seen & { origin: string },
  signers: readonly NoteSigner[],
  nowSeconds: number,
): WitnessAnswer {
  const lines: string[] = []
  for (const signer of signers) {
    const signature = cosign(text, signer, nowSeconds)
    if (!signature.ok) return answer(400, `${signature.fault.code}: ${signature.fault.part}\n`)
    lines.push(printSignature(signature.value))
  }
  return { ...answer(200, lines.join('')), keep }
}

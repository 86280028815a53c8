// What a phone needs to check a proof offline, and no more: the small face for a browser's bundle.
export { MerkleError, type MerkleFault, type MerkleFaultCode, type MerkleResult } from './fault.ts'
export { hashLeaf } from './hash.ts'
export { parseKey, type NoteKey } from './note.ts'
export { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './proof.ts'
export {
  openCheckpoint,
  parseTlogProof,
  verifyTlogProof,
  type ProvenEntry,
  type TlogProof,
  type TrustPolicy,
} from './tlog-proof.ts'

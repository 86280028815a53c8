export { parseCheckpoint, printCheckpoint, type Checkpoint } from './checkpoint.ts'
export { cosign, cosignSubtree, verifySubtree } from './cosign.ts'
export { portableEd25519, type Ed25519 } from './ed25519.ts'
export { MerkleError, orThrow, type MerkleFault, type MerkleFaultCode, type MerkleResult } from './fault.ts'
export { emptyRoot, hashLeaf, hashPair, portableSha256, type Sha256 } from './hash.ts'
export { memoryStore, type NodeStore } from './memory.ts'
export {
  COSIGNATURE_V1,
  ED25519,
  ML_DSA_44,
  noteKey,
  noteSigner,
  parseKey,
  parseNote,
  parseSignatures,
  printKey,
  printNote,
  signNote,
  verifyNote,
  type Note,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  type Verifier,
  type VerifiedSignature,
} from './note.ts'
export { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './proof.ts'
export {
  nodesForConsistency,
  nodesForInclusion,
  proveConsistency,
  proveInclusion,
  rangeFrom,
  type NodeId,
  type NodeReader,
} from './prove.ts'
export { appendLeaf, emptyRange, rootOf, type CompactRange, type VisitNode } from './range.ts'
export { type Subtree } from './subtree.ts'
export {
  newTiles,
  parseEntryBundle,
  parseTilePath,
  printEntryBundle,
  TILE_WIDTH,
  tileBytes,
  tilePath,
  tileReader,
  tilesFor,
  tileWidth,
  type Tile,
} from './tile.ts'
export {
  openCheckpoint,
  parseTlogProof,
  printTlogProof,
  verifyTlogProof,
  type ProvenEntry,
  type TlogProof,
  type TrustPolicy,
} from './tlog-proof.ts'
export {
  parseAddCheckpoint,
  printAddCheckpoint,
  witnessCheckpoint,
  type AddCheckpoint,
  type Seen,
  type Witness,
  type WitnessAnswer,
} from './witness.ts'

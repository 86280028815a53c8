export {
  addProof,
  hashData,
  verifyProof,
  type JsonObject,
  type ProofOptions,
  type ProvenDocument,
} from './eddsa-jcs.ts'
export { orThrow, ProofError, type ProofFault, type ProofFaultCode, type ProofResult } from './fault.ts'
export { canonicalJson } from './jcs.ts'
export {
  publicKeyFromMultibase,
  publicKeyOfDidKey,
  publicKeyToMultibase,
  seedFromMultibase,
  toMultibase,
} from './multibase.ts'

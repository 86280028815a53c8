export { attempt, EpcisError, orThrow, type EpcisFault, type EpcisFaultCode, type EpcisResult } from './fault.ts'
export { eventHash, eventPreHash, hashOptionsOf, sameEvent, type Sha256 } from './hash.ts'
export { canonicalLink } from './identifiers.ts'
export {
  EVENT_TYPES,
  LIMITS,
  type EpcisDocument,
  type EpcisEvent,
  type EventType,
  type Json,
  type JsonObject,
  type Limits,
} from './model.ts'
export { masterDataOf, type Attributes, type MasterData } from './master-data.ts'
export type { HashOptions } from './prehash.ts'
export { documentToJson, printJson } from './print-json.ts'
export { printXml } from './print-xml.ts'
export { documentFromJson, readJson } from './read-json.ts'
export { readXml } from './read-xml.ts'
export { validateDocument, validateJson } from './validate.ts'
export type { EventReader } from './read-xml.ts'
export { eventReader, readEvents, type Format } from './reader.ts'
export { compileQuery, type Query, type QueryOptions, type QueryParameters } from './query.ts'
export type { Compare, Term } from './query-terms.ts'

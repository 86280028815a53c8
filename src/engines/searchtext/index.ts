export { documentLimits, documentTokens, joinedSizeMax, type DocumentTokens } from './document.ts'
export {
  queryCharactersMax,
  queryTerms,
  searchModes,
  type Group,
  type QueryTerms,
  type SearchMode,
  type Sought,
  type Together,
} from './query.ts'
export { similarityCharactersMax, similarityText } from './similarity.ts'
export { toTsquery } from './tsquery.ts'
export { toTsvectorText } from './tsvector.ts'

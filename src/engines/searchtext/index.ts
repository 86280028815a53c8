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
export { headGroup, headGroups, headTokens, type HeadGroups } from './heads.ts'
export { groupTsquery, partsTsquery, toTsquery, type SearchReach } from './tsquery.ts'
export { toTsvectorText } from './tsvector.ts'
export { cut, fold } from './fold.ts'
export { keysOf, phraseOf, type NameKey } from './suggest.ts'

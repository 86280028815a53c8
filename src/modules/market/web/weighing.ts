/** What pages reckon of goods sold by weight, by the rules by which it is charged. */
export { basisFen, isWeighed } from '../weighing.ts'

/** Kinds of goods, in the order in which they are shown. Names stand in the words files. */
export const categories = [
  'tea',
  'bamboo-shoots',
  'sweet-potato',
  'mushroom',
  'dried-fruit',
  'fresh-fruit',
  'vegetables',
  'grain',
  'oil',
  'honey',
  'eggs',
  'meat',
  'seasoning',
  'snacks',
  'wine',
  'herbs',
  'bamboo-craft',
  'wood-carving',
] as const
export type Category = (typeof categories)[number]

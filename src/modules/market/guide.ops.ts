import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { fen } from '../../kernel/validation.ts'
import { categories } from './category.ts'
import { priceGuides } from './guide.sql.ts'

/** With fewer sellers it would be no usual price, but what one asks. */
const SELLERS_MIN = 3

export const readPriceGuide = query({
  name: 'market.price.guide',
  path: '/market/price-guide',
  summary:
    'What 500 g of each kind of goods usually cost in the county: the middle of all listings, and its middle half',
  access: anyone,
  input: z.object({}),
  output: z.object({
    guides: z.array(
      z.object({ category: z.enum(categories), sellers: z.int(), lowFen: fen, midFen: fen, highFen: fen }),
    ),
  }),
  run: async ({ sql }) => ({ guides: await priceGuides(sql, SELLERS_MIN) }),
})

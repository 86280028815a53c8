import { z } from 'zod'
import { isGtin, isLotCode } from '../../engines/gs1/index.ts'
import { anyone } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { stepsOf } from './step.sql.ts'

const STEPS_MAX = 300

export const readTrace = query({
  name: 'trace.read',
  path: '/trace/01/{gtin}/10/{lot}',
  summary: 'What happened to a lot, from the field to the parcel',
  access: anyone,
  input: z.object({ gtin: z.string().max(14), lot: z.string().max(20) }),
  output: z.object({
    gtin: z.string(),
    lotCode: z.string(),
    steps: z.array(
      z.object({
        organisationId: id,
        kind: z.enum(['harvested', 'packed', 'listed', 'shipped', 'withdrawn']),
        at: z.date(),
        data: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
  refusals: ['trace.unknown_lot'],
  async run({ sql }, input) {
    // A Digital Link may carry the number padded to 14 digits (GS1 General Specifications, 2.1.2.1).
    const gtin = input.gtin.length === 14 ? input.gtin.replace(/^0/, '') : input.gtin
    if (!isGtin(gtin) || !isLotCode(input.lot)) refuse('trace.unknown_lot')
    const steps = await stepsOf(sql, gtin, input.lot, STEPS_MAX)
    if (steps.length === 0) refuse('trace.unknown_lot')
    return {
      gtin,
      lotCode: input.lot,
      steps: steps.map(({ organisationId, kind, at, data }) => ({ organisationId, kind, at, data: { ...data } })),
    }
  },
})

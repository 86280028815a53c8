import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { callOffsOf } from './call-off.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { minuteOfDay } from './place.ts'

export const listCallOffs = query({
  name: 'tourism.slot.call_offs',
  path: '/tourism/organisations/{organisationId}/days/{day}/call-offs',
  summary: 'Which slots of a day the weather stopped, with what the guests were told',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, day: civilDay }),
  output: z.object({
    callOffs: z.array(z.object({ resourceId: id, minute: minuteOfDay.nullable(), reason: z.string() })),
  }),
  async run({ sql }, { organisationId, day }) {
    const rows = await callOffsOf(sql, organisationId, day)
    return { callOffs: rows.map((row) => ({ ...row, minute: row.minute === WHOLE_DAY ? null : row.minute })) }
  },
})

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id, line } from '../kernel/validation.ts'
import { callOff, minuteOfDay, offerRebookings, WHOLE_DAY } from '../modules/tourism/index.ts'
import { cancelBooking } from './end-booking.ts'
import { tellOffered } from './rebook.ts'

export const callOffSlot = operation({
  name: 'tourism.slot.call_off',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/resources/{resourceId}/call-offs',
  summary:
    'The weather stops a slot or day: it closes for good, and each guest gets what the rule said before booking, another day or everything back; once',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    resourceId: id,
    day: civilDay,
    minute: minuteOfDay.nullable().default(null),
    /** What the guests are told. */
    reason: line(120),
  }),
  output: z.object({
    /** How many bookings choose another day, and until when; and how many were refunded. */
    moving: z.int(),
    answerBy: z.date(),
    refunded: z.int(),
    /** Codes of what was sold for cash, to be given back at its window. */
    atWindow: z.array(z.string()),
  }),
  refusals: [
    'tourism.resource.unknown',
    'tourism.calendar.unknown',
    'tourism.calendar.past',
    'tourism.call_off.done',
    'tourism.booking.step_not_possible',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, actor, now }, { organisationId, resourceId, day, minute, reason }) {
    if (actor.kind !== 'person') refuse('kernel.sign_in_required')
    const slot = { organisationId, resourceId, day, minute: minute ?? WHOLE_DAY }
    const found = await callOff(tx, slot, { reason, decidedBy: actor.personId }, now)
    await offerRebookings(tx, found.moving, reason, now, found.answerBy)
    tellOffered(tx, found.moving, reason)
    for (const row of found.refunded) await cancelBooking(tx, row, { by: 'supplier', reason }, now)
    return {
      moving: found.moving.length,
      answerBy: found.answerBy,
      refunded: found.refunded.length,
      atWindow: found.atWindow.map((row) => row.code),
    }
  },
})

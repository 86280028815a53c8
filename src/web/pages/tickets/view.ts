import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { readTickets } from '../../../modules/tourism/index.ts'
import { dayWithWeekday, partyWords, timeWords } from './party.ts'

/** A booking's tickets in words: the whole party's, then each of them. */
export function ticketView({ booking, tickets }: OutputOf<typeof readTickets>, lang: Lang) {
  const singles = tickets.slice(1)
  return {
    id: booking.id,
    organisationId: booking.organisationId,
    title: lang === 'zh' ? booking.titleZh : booking.titleEn,
    day: dayWithWeekday(booking.day, lang),
    time: timeWords(booking, lang),
    party: partyWords(booking, lang),
    name: booking.contactName,
    code: booking.code,
    guests: booking.guests,
    entered: booking.entered,
    tickets: tickets.map(({ unitId, text }) => {
      const at = singles.findIndex((one) => one.unitId === unitId)
      const unit = booking.units.find((one) => one.id === unitId)
      return {
        text,
        number: unitId === null ? null : { at: at + 1, of: singles.length },
        party:
          unit === undefined ? partyWords(booking, lang) : partyWords({ units: [unit], guests: unit.places }, lang),
        used: unit === undefined ? booking.entered >= booking.guests : unit.redeemedAt !== null,
      }
    }),
  }
}

import { SaxesParser } from 'saxes'
import type { ChannelAnswer, HouseChanges, PlanDay, RoomChange, StayChannel } from './ports.ts'
import { spansOf } from './state.ts'

/**
 * Google's hotel prices by ARI (Availability, Rates and Inventory): three messages of the OpenTravel Alliance's 2003/05 schemas, each an overlay of what was said of these days before.
 * developers.google.com/hotels/hotel-prices/xml-reference: ari-rate, ari-avail, ari-inv. HotelCode is the house, InvTypeCode the room type, RatePlanCode the way to book; rooms and packages are declared to Google
 * under the same codes beforehand.
 */
export type GoogleOptions = {
  /** Before `/ota/hotel_rate_amount_notif` and its siblings. */
  url: string
  /** The partner account's name. */
  partner: string
  timeoutMs: number
}

type Message = { path: string; xml: string }

export function googleHotels(options: GoogleOptions, newToken: () => string = () => crypto.randomUUID()): StayChannel {
  return {
    name: 'google',
    async push(house) {
      // What is left goes last: a price that is refused never opens rooms at an old one.
      for (const message of messagesOf(house, options.partner, newToken)) {
        const answer = await post(options, message)
        if (answer.kind !== 'taken') return answer
      }
      return { kind: 'taken' }
    },
  }
}

export function messagesOf(house: HouseChanges, partner: string, newToken: () => string): Message[] {
  const rooms = [...Map.groupBy(house.changes, (change) => change.roomTypeId)]
  const whole = (kind: string, path: string, list: string, body: string, more = ''): Message => ({
    path,
    xml:
      `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://www.opentravel.org/OTA/2003/05" EchoToken="${newToken()}" ` +
      `TimeStamp="${house.sentAt.toISOString()}" Version="3.0"${more}><POS><Source><RequestorID ID="${escaped(partner)}"/></Source></POS>` +
      `<${list} HotelCode="${house.houseId}">${body}</${list}></${kind}>`,
  })
  const rates = rooms.flatMap(([room, days]) => plansOf(days).flatMap((plan) => ratesOf(room, plan, days)))
  const rules = rooms.flatMap(([room, days]) => plansOf(days).flatMap((plan) => rulesOf(room, plan, days)))
  const counts = rooms.flatMap(([room, days]) => countsOf(room, days))
  return [
    whole(
      'OTA_HotelRateAmountNotifRQ',
      'hotel_rate_amount_notif',
      'RateAmountMessages',
      rates.join(''),
      ' NotifType="Overlay" NotifScopeType="ProductRate"',
    ),
    whole('OTA_HotelAvailNotifRQ', 'hotel_avail_notif', 'AvailStatusMessages', rules.join('')),
    whole('OTA_HotelInvCountNotifRQ', 'hotel_inv_count_notif', 'Inventories', counts.join('')),
  ]
}

const plansOf = (days: readonly RoomChange[]) =>
  [...new Set(days.flatMap(({ said }) => Object.keys(said.plans)))].toSorted()

const planDays = (plan: string, days: readonly RoomChange[]) =>
  days.map(({ day, said }) => ({ day, said: said.plans[plan] ?? null }))

const control = ({ from, until }: { from: string; until: string }, room: string, plan: string | null) =>
  `<StatusApplicationControl Start="${from}" End="${until}" InvTypeCode="${room}"${plan === null ? '' : ` RatePlanCode="${plan}"`}/>`

function ratesOf(room: string, plan: string, days: readonly RoomChange[]): string[] {
  const prices = planDays(plan, days).flatMap(({ day, said }) =>
    said === null ? [] : [{ day, said: said.fenByGuests }],
  )
  return spansOf(prices).map((span) => {
    const amounts = span.said.map(
      (fen, at) =>
        `<BaseByGuestAmt AmountAfterTax="${(fen / 100).toFixed(2)}" CurrencyCode="CNY" NumberOfGuests="${at + 1}"/>`,
    )
    return `<RateAmountMessage>${control(span, room, plan)}<Rates><Rate><BaseByGuestAmts>${amounts.join('')}</BaseByGuestAmts></Rate></Rates></RateAmountMessage>`
  })
}

/** Every restriction is said, open ones too: one that is not said stays as it was. */
function rulesOf(room: string, plan: string, days: readonly RoomChange[]): string[] {
  const rules = planDays(plan, days).map(({ day, said }) => ({ day, said: said === null ? null : ruleOf(said) }))
  return spansOf(rules).flatMap((span) => {
    const head = control(span, room, plan)
    const status = (restriction: string, isClosed: boolean, more = '') =>
      `<AvailStatusMessage>${head}<RestrictionStatus Status="${isClosed ? 'Close' : 'Open'}" Restriction="${restriction}"${more}/></AvailStatusMessage>`
    if (span.said === null) return [status('Master', true)]
    const { nightsMin, leadDaysMin, noArrival, noDeparture } = span.said
    return [
      `<AvailStatusMessage>${head}<LengthsOfStay><LengthOfStay Time="${nightsMin}" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/></LengthsOfStay></AvailStatusMessage>`,
      status('Arrival', noArrival),
      status('Departure', noDeparture),
      status('Master', false, ` MinAdvancedBookingOffset="${leadDaysMin}"`),
    ]
  })
}

const ruleOf = ({ nightsMin, leadDaysMin, noArrival, noDeparture }: PlanDay) => ({
  nightsMin,
  leadDaysMin,
  noArrival,
  noDeparture,
})

const countsOf = (room: string, days: readonly RoomChange[]): string[] =>
  spansOf(days.map(({ day, said }) => ({ day, said: said.rooms }))).map(
    (span) =>
      `<Inventory>${control(span, room, null)}<InvCounts><InvCount Count="${span.said}" CountType="2"/></InvCounts></Inventory>`,
  )

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const ANSWER_MAX = 200_000

async function post({ url, timeoutMs }: GoogleOptions, { path, xml }: Message): Promise<ChannelAnswer> {
  try {
    const response = await fetch(`${url}/ota/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: xml,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = (await response.text()).slice(0, ANSWER_MAX)
    if (response.status >= 500 || response.status === 429) return { kind: 'later', fault: `http_${response.status}` }
    if (!response.ok) return { kind: 'refused', fault: `http_${response.status}` }
    return answerOf(text)
  } catch (error) {
    return { kind: 'later', fault: (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable' }
  }
}

/** `<Success/>`, or errors with their words. What is neither is no answer. */
export function answerOf(xml: string): ChannelAnswer {
  const parser = new SaxesParser()
  const faults: string[] = []
  let [taken, broken, inError, words] = [false, false, false, '']
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'Success') taken = true
    if (name !== 'Error') return
    ;[inError, words] = [true, attributes.ShortText ?? attributes.Code ?? '']
  })
  parser.on('text', (text) => {
    if (inError) words += text.trim()
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 'Error') return
    faults.push(words === '' ? 'error' : words)
    inError = false
  })
  parser.on('error', () => {
    broken = true
  })
  parser.write(xml).close()
  if (faults.length > 0) return { kind: 'refused', fault: faults.join('; ').replaceAll(/\p{C}/gu, ' ').slice(0, 300) }
  return taken && !broken ? { kind: 'taken' } : { kind: 'later', fault: 'no_answer' }
}

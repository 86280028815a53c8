import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../kernel/clock.ts'
import { priceStay, STANDARD } from '../price.ts'
import { answerOf, messagesOf } from './google.ts'
import { neutralBody } from './neutral.ts'
import type { RoomDay } from './ports.ts'
import { roomDay, spansOf } from './state.ts'

const DAY = '2026-05-10'
const room = {
  id: '0196a2f0-0000-7000-8000-000000000002',
  houseId: '0196a2f0-0000-7000-8000-000000000001',
  organisationId: '0196a2f0-0000-7000-8000-000000000003',
  nameZh: '大床房',
  nameEn: 'Double',
  rooms: 2,
  guestsIncluded: 2,
  guestsMax: 3,
  priceFen: 20_050,
  extraGuestFen: 5_000,
  isOpen: true,
}
const plan = (kind: 'breakfast' | 'member', words: object = {}) => ({
  id: crypto.randomUUID(),
  roomTypeId: room.id,
  kind,
  nameZh: '含早',
  nameEn: 'Breakfast',
  percent: 90,
  guestNightFen: 1_500,
  nightsMin: 2,
  leadDaysMin: 3,
  isOpen: true,
  ...words,
})
const facts = { room, isOpen: true, plans: [plan('breakfast'), plan('member')], rules: [], overrides: new Map() }

describe('a day as others may sell it', () => {
  test('costs what a guest here would pay for that night, however many come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(50_000),
        (guests, percent, priceFen) => {
          const own = plan('breakfast', { percent, nightsMin: 1, leadDaysMin: 0 })
          const said = roomDay({ ...facts, room: { ...room, priceFen }, plans: [own] }, DAY, 2)
          const stay = { arrival: DAY, nights: 1, rooms: 1, guests }
          for (const [code, way] of [
            ['base', STANDARD],
            ['breakfast', own],
          ] as const)
            expect(said.plans[code]?.fenByGuests[guests - 1]).toBe(
              priceStay(stay, { ...room, priceFen }, way, [], new Map(), 30).totalFen,
            )
        },
      ),
    )
  })

  test('has no plan of members, and no rooms where the house is closed', () => {
    const said = roomDay(facts, DAY, 2)
    expect(Object.keys(said.plans)).toEqual(['base', 'breakfast'])
    expect(said.plans.breakfast).toMatchObject({ nightsMin: 2, leadDaysMin: 3, noArrival: false })
    expect([said.rooms, roomDay({ ...facts, isOpen: false }, DAY, 2).rooms, roomDay(facts, DAY, -1).rooms]).toEqual([
      2, 0, 0,
    ])
  })

  test('days in a row that say the same are one span, and spans cover each day once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(2)), { selector: ([n]) => n }), (all) => {
        const days = all.map(([n, said]) => ({ day: addDays(DAY, n), said }))
        const spans = spansOf(days)
        const covered = spans.flatMap(({ from, until, said }) => {
          const found = []
          for (let day = from; day <= until; day = addDays(day, 1)) found.push({ day, said })
          return found
        })
        expect(covered).toEqual(days.toSorted((a, b) => (a.day < b.day ? -1 : 1)))
        for (const [at, span] of spans.entries()) {
          const before = spans[at - 1]
          expect(before !== undefined && before.said === span.said && addDays(before.until, 1) === span.from).toBe(
            false,
          )
        }
      }),
    )
  })
})

describe("Google's messages", () => {
  const said: RoomDay = roomDay({ ...facts, plans: [plan('breakfast')] }, DAY, 2)
  const change = (day: string, words: Partial<RoomDay> = {}) => ({
    roomTypeId: room.id,
    day,
    said: { ...said, ...words },
  })
  const house = {
    houseId: room.houseId,
    changes: [change(DAY), change(addDays(DAY, 1)), change(addDays(DAY, 2), { rooms: 0 })],
    sentAt: new Date('2026-04-18T01:00:00Z'),
  }
  const [rates, rules, counts] = messagesOf(house, 'county & "co"', () => 'token-1')

  test('prices by guests with tax, each span once', () => {
    expect(rates?.path).toBe('hotel_rate_amount_notif')
    expect(rates?.xml).toContain(
      '<OTA_HotelRateAmountNotifRQ xmlns="http://www.opentravel.org/OTA/2003/05" EchoToken="token-1" TimeStamp="2026-04-18T01:00:00.000Z" Version="3.0" NotifType="Overlay" NotifScopeType="ProductRate">',
    )
    expect(rates?.xml).toContain('<RequestorID ID="county &amp; &quot;co&quot;"/>')
    expect(rates?.xml).toContain(`<RateAmountMessages HotelCode="${room.houseId}">`)
    expect(rates?.xml).toContain(
      `<StatusApplicationControl Start="2026-05-10" End="2026-05-12" InvTypeCode="${room.id}" RatePlanCode="base"/><Rates><Rate><BaseByGuestAmts>` +
        '<BaseByGuestAmt AmountAfterTax="200.50" CurrencyCode="CNY" NumberOfGuests="1"/><BaseByGuestAmt AmountAfterTax="200.50" CurrencyCode="CNY" NumberOfGuests="2"/>' +
        '<BaseByGuestAmt AmountAfterTax="250.50" CurrencyCode="CNY" NumberOfGuests="3"/>',
    )
    expect(rates?.xml.match(/<RateAmountMessage>/g)).toHaveLength(2)
  })

  test('rules, open ones too; a way that is offered no more is closed', () => {
    expect(rules?.xml).toContain('<LengthOfStay Time="2" TimeUnit="Day" MinMaxMessageType="SetMinLOS"/>')
    expect(rules?.xml).toContain('<RestrictionStatus Status="Open" Restriction="Arrival"/>')
    expect(rules?.xml).toContain('<RestrictionStatus Status="Open" Restriction="Master" MinAdvancedBookingOffset="3"/>')
    const gone = {
      ...house,
      changes: [change(DAY, { plans: { base: said.plans.base as never } }), change(addDays(DAY, 1))],
    }
    expect(messagesOf(gone, 'a', () => 't')[1]?.xml).toContain(
      `<StatusApplicationControl Start="2026-05-10" End="2026-05-10" InvTypeCode="${room.id}" RatePlanCode="breakfast"/><RestrictionStatus Status="Close" Restriction="Master"/>`,
    )
  })

  test('what is left, none among it', () => {
    expect(counts?.xml.match(/Start="[\d-]+" End="[\d-]+"|Count="\d+" CountType="2"/g)).toEqual([
      'Start="2026-05-10" End="2026-05-11"',
      'Count="2" CountType="2"',
      'Start="2026-05-12" End="2026-05-12"',
      'Count="0" CountType="2"',
    ])
  })

  test.each([
    ['<A><Success/></A>', { kind: 'taken' }],
    [
      '<A><Success/><Errors><Error Type="3" Code="1" ShortText="no such room"/></Errors></A>',
      { kind: 'refused', fault: 'no such room' },
    ],
    ['<A><Errors><Error>bad date</Error></Errors></A>', { kind: 'refused', fault: 'bad date' }],
    ['<A><Success/>', { kind: 'later', fault: 'no_answer' }],
    ['<html>gateway</html>', { kind: 'later', fault: 'no_answer' }],
    ['', { kind: 'later', fault: 'no_answer' }],
  ])('answer %s', (xml, answer) => expect(answerOf(xml)).toEqual(answer))

  test('the neutral form says the same', () => {
    expect(neutralBody(house).days[2]).toMatchObject({
      day: '2026-05-12',
      rooms: 0,
      plans: [
        { plan: 'base', fenByGuests: [20_050, 20_050, 25_050] },
        { plan: 'breakfast', nightsMin: 2 },
      ],
    })
  })
})

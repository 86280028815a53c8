import { expect, test } from 'vitest'
import { loggedPath } from './log.ts'

test('a log keeps no link that is good for whoever has it', () => {
  const token = 'kq3vT0Zy-1nXo_8bWcR5aLd2eHfMgUjSiPpQtYxN4w7'
  for (const path of ['/invitation/', '/refuse/', '/stories/consent/', '/v/', '/g/', '/api/tourism/vouchers/'])
    expect(loggedPath(path + token)).toBe(`${path}…`)
  expect(loggedPath(`/calendars/${token}.ics`)).toBe('/calendars/…')
  expect(loggedPath(`/refuse/01a22ce5-d5f1-7ea7-82f0-c014553f56dc.offers.${token}`)).toBe('/refuse/…')
  expect(loggedPath(`/v/${token.slice(0, 22)}.data`)).toBe('/v/…')
})

test('ids, words and numbers of goods stay, so that what was asked for can be found', () => {
  const id = '01a22ce5-d5f1-7ea7-82f0-c014553f56dc'
  for (const path of [`/orders/${id}`, `/orders/${id}.data`, `/market/organisations/${id}/shipments-by-workbook`])
    expect(loggedPath(path)).toBe(path)
  expect(loggedPath('/01/9520000000035/10/DCY260415A')).toBe('/01/9520000000035/10/DCY260415A')
})

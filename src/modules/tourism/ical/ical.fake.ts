import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Told = { uid: string; from: string; until: string; more?: readonly string[] }

/** A calendar as another platform would write it: whole days, CRLF. */
export const ics = (events: readonly Told[], lines: readonly string[] = []): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Other platform//EN',
    ...events.flatMap(({ uid, from, until, more = [] }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20260401T000000Z',
      `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${until.replaceAll('-', '')}`,
      'SUMMARY:Reserved',
      ...more,
      'END:VEVENT',
    ]),
    ...lines,
    'END:VCALENDAR',
    '',
  ].join('\r\n')

/** Another platform on this machine: what it answers is set by the test, and how often it was asked is counted. */
export async function otherPlatform() {
  const state = {
    asked: 0,
    conditional: 0,
    answer: (response: ServerResponse): void => void response.writeHead(200).end(ics([])),
  }
  const server = createServer((request, response) => {
    state.asked += 1
    if (request.headers['if-none-match'] !== undefined) state.conditional += 1
    state.answer(response)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    state,
    url: `http://127.0.0.1:${port}/room.ics`,
    says(text: string) {
      state.answer = (response) => void response.writeHead(200, { 'content-type': 'text/calendar' }).end(text)
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

import type { Actor } from '../../src/kernel/actor.ts'
import type { Web } from '../../src/server/web.ts'

/** Stands for the pages where only the API, the gateway's notices and the bank are asked. */
export const noWeb: Web = {
  page: async (_app, request) => new Response(`back at ${new URL(request.url).pathname}`),
  refusalPage: async (problem) => problem.title,
  stylesheet: async () => '/none.css',
  assets: async () => null,
  close: async () => {},
}

/** Where parcels go. */
export const recipient = {
  name: '张三',
  phone: '13800000000',
  provinceCode: '31',
  cityCode: '3101',
  countyCode: '310101',
  detail: '示范路 1 号',
}

/** Someone of the service centre. */
export function officer(): Actor {
  const membership = {
    organisationId: crypto.randomUUID(),
    organisationKind: 'public_office' as const,
    roles: ['owner' as const],
    duties: ['service_centre' as const],
  }
  return { kind: 'person', personId: crypto.randomUUID(), guestId: null, memberships: [membership] }
}

import type { Web } from '../../../src/server/web.ts'

/** A county without pages: only its API, its gateway's notices and the bank. */
export const noPages: Web = {
  page: async () => new Response('back'),
  refusalPage: async (problem) => problem.title,
  stylesheet: async () => '/none.css',
  assets: async () => null,
  close: async () => {},
}

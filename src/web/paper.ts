import type { RouterContextProvider } from 'react-router'
import { appContext } from './context.ts'
import type { PaperName, PaperTask } from './documents/papers.ts'

/** Papers of many orders, which are long to make; a single ticket or receipt does not wait behind them. */
const BATCHES: ReadonlySet<PaperName> = new Set(['batch', 'labels', 'slips'])

/** Answers with a paper as PDF that the browser shows, and saves under `fileName`; made by a process beside this one. Refuses: kernel.busy. */
export async function paperResponse<Name extends PaperName>(
  context: Readonly<RouterContextProvider>,
  fileName: string,
  name: Name,
  ...given: PaperTask<Name>['given']
): Promise<Response> {
  const { helpers } = context.get(appContext).app.ports
  const lane = BATCHES.has(name) ? 'batches' : 'single papers'
  const task = { name, given }
  const bytes = await helpers.run<Uint8Array<ArrayBuffer>>('web/documents/typesetter.ts', task, lane)
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'private, no-store',
    },
  })
}

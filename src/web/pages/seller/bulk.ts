import { data } from 'react-router'
import { readJson } from '../../../kernel/http/body.ts'
import type { AnyOperation } from '../../../kernel/operation.ts'
import { decorateStore, fillStore, publishStoreDraft } from '../../../modules/market/index.ts'
import { applyBulkEdit, previewBulkEdit, undoBulkEdit } from '../../../workflows/edit-listings.ts'
import { editBySheet } from '../../../workflows/edit-sheet.ts'
import { listPrintings } from '../../../workflows/print-orders.ts'
import { shipBySheet } from '../../../workflows/ship-sheet.ts'
import { countBySheet } from '../../../workflows/count-sheet.ts'
import { attempt, formInput } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import type { Route } from './+types/bulk.ts'

const operations: Readonly<Record<string, AnyOperation>> = {
  preview: previewBulkEdit,
  apply: applyBulkEdit,
  undo: undoBulkEdit,
  edit: editBySheet,
  ship: shipBySheet,
  count: countBySheet,
  printed: listPrintings,
  decorate: decorateStore,
  publish: publishStoreDraft,
  fill: fillStore,
}

/** Changes of many things at once, and workbooks that come back: sent by script, as JSON or with a file, answered as JSON. */
export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  const wanted = new URL(request.url).searchParams.get('do') ?? ''
  const operation = Object.hasOwn(operations, wanted) ? operations[wanted] : undefined
  if (operation === undefined) throw data(null, { status: 404 })
  const input = operation.body === 'multipart' ? await formInput(request, operation) : await readJson(request)
  const result: Attempt<unknown> = await attempt(context, operation, { ...input, organisationId })
  return Response.json(result, { status: result.ok ? 200 : result.refusal.status })
}

import { redirect } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { listViews } from '../../../modules/desk/index.ts'
import type { Sheet } from '../../../modules/desk/index.ts'
import { call } from '../../call.ts'

/** The views of a table. An address that says nothing goes to the view with which the table opens. */
export async function viewsOf(
  context: Readonly<RouterContextProvider>,
  request: Request,
  organisationId: string,
  sheet: Sheet,
) {
  const { views } = await call(context, listViews, { organisationId, sheet })
  const { search, pathname } = new URL(request.url)
  const opening = views.find(({ opens }) => opens)
  const at = pathname.replace(/\.data$/, '')
  if (search === '' && opening !== undefined && at.endsWith(`/${sheet}`))
    throw redirect(`${at}?${opening.query}${opening.query === '' ? '' : '&'}view=${opening.id}`)
  return views
}

import type { RouterContextProvider } from 'react-router'
import { appContext } from './context.ts'

/** For loaders of public pages: somebody looked. `organisationIds` are the sellers whose goods the page is about. */
export function countLook(
  context: Readonly<RouterContextProvider>,
  request: Request,
  organisationIds: readonly string[] = [],
  basket = false,
): void {
  const { app, visit } = context.get(appContext)
  app.ports.visits.saw({ headers: request.headers, ip: visit.ip, organisationIds, basket })
}

/** For actions: something of these sellers was put into a basket. */
export const countBasket = (
  context: Readonly<RouterContextProvider>,
  request: Request,
  organisationIds: readonly string[],
): void => countLook(context, request, organisationIds, true)

import { openWithView, removeView, saveView } from '../../../modules/desk/index.ts'
import type { Route } from './+types/views.ts'
import { act } from './act.ts'

/** Keeping, opening with and removing views; the tables' menus send here. */
export const action = (args: Route.ActionArgs) => act(args, { save: saveView, open: openWithView, remove: removeView })

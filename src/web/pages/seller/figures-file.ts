import { figuresFile } from '../figures/read.ts'
import type { Route } from './+types/figures-file.ts'

/** `causes.csv`: the figures behind one chart of the seller's own. */
export const loader = ({ context, request, params }: Route.LoaderArgs) =>
  figuresFile(context, request, params.organisationId, params.file)

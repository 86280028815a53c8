import { figuresFile } from '../figures/read.ts'
import type { Route } from './+types/figures-file.ts'

/** `/centre/figures/causes.csv`: the figures behind one chart of the county. */
export const loader = ({ context, request, params }: Route.LoaderArgs) =>
  figuresFile(context, request, null, params.file)

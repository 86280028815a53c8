import { figureNames } from '../../../modules/insight/index.ts'
import type { FigureName } from '../../../modules/insight/index.ts'

/** Which figure's details an address asks for; any other word asks for none. */
export function askedFigure(request: Request): FigureName | null {
  const wanted = new URL(request.url).searchParams.get('figure')
  return figureNames.find((one) => one === wanted) ?? null
}

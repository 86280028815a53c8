import { FigureScreen } from '../figures/screen.tsx'
import { readFigures } from '../figures/read.ts'
import { useFigureWords } from '../figures/words.ts'
import type { Route } from './+types/figures.ts'
import { CentrePage } from './page.tsx'

export const loader = ({ context, request }: Route.LoaderArgs) => readFigures(context, request, null)

/** What the county's figures answer: visits, baskets, who comes back, what goes wrong, where it grows. */
export default function CentreFigures({ loaderData }: Route.ComponentProps) {
  return (
    <CentrePage title={useFigureWords().title}>
      <FigureScreen {...loaderData} whose="county" filesAt="/centre/figures" />
    </CentrePage>
  )
}

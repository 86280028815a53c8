import type { Handle } from '../../handle.ts'
import { readFigures } from '../figures/read.ts'
import { FigureScreen } from '../figures/screen.tsx'
import { useFigureWords } from '../figures/words.ts'
import type { Route } from './+types/figures.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'

export const handle: Handle = { console: true }

export const loader = ({ context, request, params }: Route.LoaderArgs) =>
  readFigures(context, request, params.organisationId)

/** A seller's own figures. */
export default function SellerFigures({ loaderData }: Route.ComponentProps) {
  const { organisationId } = useDesk()
  return (
    <SellerPage title={useFigureWords().title}>
      <FigureScreen {...loaderData} whose="seller" filesAt={`/seller/${organisationId}/export/figures`} />
    </SellerPage>
  )
}

import { data } from 'react-router'
import { harvestsById } from '../../../modules/farm/index.ts'
import { paperResponse } from '../../paper.ts'
import type { Route } from './+types/lot-labels.ts'
import { labelOf, sellerOf } from './label-data.ts'
import { allListings, allLots, appOf, readThrough } from './read.ts'

const LABELS_MAX = 2100
const PER_SHEET = 21

/** `count` labels of one lot, beginning at place `from` of a sheet already begun. */
export async function loader({ context, request, params: { organisationId, lotId } }: Route.LoaderArgs) {
  const lot = (await allLots(context, organisationId)).find(({ id }) => id === lotId)
  if (lot === undefined) throw data(null, { status: 404 })
  const asked = new URL(request.url).searchParams
  const count = within(asked.get('count'), lot.availableUnits || 1, LABELS_MAX)
  const from = within(asked.get('from'), 1, PER_SHEET)
  const listing = (await allListings(context, organisationId)).find(({ itemId }) => itemId === lot.itemId)
  const [harvest] = await readThrough(context, (sql) => harvestsById(sql, organisationId, [lot.harvestId]))
  const seller = await sellerOf(context, organisationId)
  const named = {
    titleZh: listing?.titleZh ?? lot.name,
    titleEn: listing?.titleEn ?? lot.name,
    villageCode: harvest?.villageCode ?? listing?.villageCode ?? seller.villageCode,
  }
  const labels = Array.from({ length: count }, () => labelOf(lot, named, seller))
  const { publicUrl } = appOf(context).ports
  return paperResponse(context, `${lot.code}.pdf`, 'labels', labels, publicUrl, from - 1)
}

function within(text: string | null, otherwise: number, max: number): number {
  const value = text === null ? otherwise : Number.parseInt(text, 10)
  return Number.isFinite(value) ? Math.min(max, Math.max(1, value)) : 1
}

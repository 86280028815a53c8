import type { RouterContextProvider } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import { listHouses, listProducts, listSites, readBoard } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'

const DAYS_LOOKED_AT = 28

export type AssistChoices = Awaited<ReturnType<typeof assistChoices>>

/** What of an organisation can be booked for a guest, with the times at which slots begin. */
export async function assistChoices(context: Readonly<RouterContextProvider>, organisationId: string, today: string) {
  const range = { organisationId, from: today, until: addDays(today, DAYS_LOOKED_AT - 1) }
  const [{ houses }, { products }, { sites }, { rows }] = await Promise.all([
    call(context, listHouses, { organisationId }),
    call(context, listProducts, { organisationId }),
    call(context, listSites, { organisationId }),
    call(context, readBoard, range),
  ])
  const minutesOf = (resourceId: string) =>
    rows.flatMap((row) => (row.ownerId === resourceId && row.minute !== null ? [row.minute] : []))
  return {
    stays: houses
      .filter((house) => house.isOpen)
      .flatMap((house) =>
        house.roomTypes
          .filter((type) => type.isOpen)
          .map((type) => ({
            id: type.id,
            nameZh: `${house.nameZh} · ${type.nameZh}`,
            nameEn: `${house.nameEn} · ${type.nameEn}`,
          })),
      ),
    visits: products
      .filter((product) => product.isOpen)
      .flatMap((product) => {
        const site = sites.find((one) => one.id === product.siteId)
        const named = (name: 'nameZh' | 'nameEn', option: { nameZh: string; nameEn: string }) =>
          [...new Set([site?.[name] ?? '', product[name], option[name]])].join(' · ')
        return product.options.map((option) => ({
          id: option.id ?? '',
          nameZh: named('nameZh', option),
          nameEn: named('nameEn', option),
          minutes: minutesOf(option.resourceId),
          units: option.units.map(({ type, priceFen }) => ({ type, priceFen })),
        }))
      }),
  }
}

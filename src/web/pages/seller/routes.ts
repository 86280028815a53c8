import { layout, index, route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const file = (name: string) => `pages/seller/${name}`

/** The seller's desk, and the papers and tables it hands out. */
export const sellerRoutes: RouteConfigEntry[] = [
  route('seller/:organisationId/labels.pdf', file('labels.ts')),
  route('seller/:organisationId/slips.pdf', file('slips.ts')),
  route('seller/:organisationId/lots/:lotId/labels.pdf', file('lot-labels.ts')),
  route('seller/:organisationId/lots/:lotId/journal', file('stock-journal.ts')),
  route('seller/:organisationId/damage/:file', file('damage-photo.ts')),
  route('seller/:organisationId/export/orders/:kind', file('orders-sheet.ts')),
  route('seller/:organisationId/export/statement/:kind', file('statement-sheet.ts')),
  route('seller/:organisationId/export/figures/:file', file('figures-file.ts')),
  route('seller/:organisationId/export/gifts/:file', file('gifts-sheet.ts')),
  route('seller/:organisationId/export/month/:file', file('month-file.ts')),
  route('seller/:organisationId/export/vouchers/:file', file('voucher-file.ts')),
  route('seller/:organisationId/export/invoices/:kind', file('invoices-sheet.ts')),
  layout('console.tsx', { id: 'seller-console' }, [
    route('seller', file('choose.tsx')),
    route('seller/:organisationId', file('layout.tsx'), [
      index(file('today.tsx')),
      route('orders', file('orders.tsx'), [route(':orderId', file('order.tsx'))]),
      route('gifts/:orderId', file('gifts.tsx')),
      route('messages/:conversationId?', file('messages.tsx')),
      route('webhooks', file('webhooks.tsx')),
      route('pick', file('pick.tsx')),
      route('weigh', file('weigh.tsx')),
      route('harvests', file('harvests.tsx')),
      route('lots', file('lots.tsx')),
      route('stock', file('stock.tsx')),
      route('listings', file('listings.tsx')),
      route('listings/new', file('listing-new.tsx')),
      route('listings/:listingId', file('listing-edit.tsx')),
      route('variants', file('variants.tsx')),
      route('bundles', file('bundles.tsx')),
      route('import/:importId?', file('import.tsx')),
      route('presales', file('presales.tsx')),
      route('making', file('making.tsx')),
      route('prices', file('prices.tsx')),
      route('offers', file('offers.tsx')),
      route('freight', file('freight.tsx')),
      route('statement', file('statement.tsx')),
      route('sharing', file('sharing.tsx')),
      route('figures', file('figures.tsx')),
      route('health', file('health.tsx')),
      route('cases', file('cases.tsx')),
      route('reviews', file('reviews.tsx')),
      route('invoices', file('invoices.tsx')),
    ]),
  ]),
]

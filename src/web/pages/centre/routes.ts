import { index, layout, route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const file = (name: string) => `pages/centre/${name}`

/** The service centre's console, and the files of figures it hands out. */
export const centreRoutes: RouteConfigEntry[] = [
  route('centre/sales/:file', file('sales-file.ts')),
  route('centre/figures/:file', file('figures-file.ts')),
  route('centre/tourism/:file', file('tourism-file.ts')),
  route('centre/health.csv', file('health-file.ts'), { id: 'health-csv' }),
  route('centre/health.xlsx', file('health-file.ts'), { id: 'health-xlsx' }),
  route('centre/vouchers/:file', file('voucher-file.ts')),
  route('centre/exposure.csv', file('exposure-file.ts')),
  route('centre/refunds.csv', file('refunds-file.ts')),
  route('centre/consents/:sheetId/photo', file('sheet-photo.ts')),
  layout('console.tsx', { id: 'centre-console' }, [
    route('centre', file('layout.tsx'), [
      index(file('overview.tsx')),
      route('figures', file('figures.tsx')),
      route('tourism', file('tourism.tsx')),
      route('health', file('health.tsx')),
      route('health/:sellerId', file('health-seller.tsx')),
      route('applications', file('applications.tsx')),
      route('organisations', file('organisations.tsx')),
      route('consents', file('consents.tsx')),
      route('orders', file('orders.tsx')),
      route('exposure', file('exposure.tsx')),
      route('listing-reviews', file('listing-reviews.tsx')),
      route('lots', file('lots.tsx')),
      route('desk', file('desk.tsx')),
      route('announcements', file('announcements.tsx')),
      route('subsidies', file('subsidies.tsx')),
      route('presales', file('presales.tsx')),
      route('visitors', file('visitors.tsx')),
      route('disputes', file('disputes.tsx')),
      route('objections', file('objections.tsx')),
      route('stores', file('stores.tsx')),
      route('books', file('books.tsx')),
      route('books/account', file('account.tsx')),
      route('books/orders/:orderId', file('order-money.tsx')),
      route('commission', file('commission.tsx')),
      route('refunds', file('refunds.tsx')),
      route('debts', file('debts.tsx')),
      route('reconciliation', file('reconciliation.tsx')),
      route('audit', file('audit.tsx')),
    ]),
  ]),
]

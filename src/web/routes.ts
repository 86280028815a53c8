import { index, layout, route } from '@react-router/dev/routes'
import type { RouteConfig } from '@react-router/dev/routes'
import { peopleRoutes } from '../modules/people/web/routes.ts'
import { centreRoutes } from './pages/centre/routes.ts'
import { gateRoutes } from './pages/gate/routes.ts'
import { growRoutes } from './pages/grow/routes.ts'
import { hostRoutes } from './pages/host/routes.ts'
import { messageRoutes } from './pages/messages/routes.ts'
import { sellerRoutes } from './pages/seller/routes.ts'
import { voucherRoutes } from './pages/vouchers/routes.ts'
import { stayRoutes } from './pages/stay/routes.ts'

/** The product on one screen: every page and where its file stands. */
export default [
  index('pages/home.tsx'),
  route('goods', 'pages/goods.tsx'),
  route('goods/order', 'pages/goods-order.tsx'),
  route('goods/:id', 'pages/listing.tsx'),
  route('goods/:id/share', 'pages/share.tsx'),
  route('goods/:id/share.jpg', 'pages/share-picture.ts'),
  route('favourites', 'pages/favourites.tsx'),
  route('robots.txt', 'pages/feeds/robots.ts'),
  route('sitemap.xml', 'pages/feeds/sitemap.ts'),
  route('sitemaps/:part', 'pages/feeds/sitemap-part.ts'),
  route('feeds/:file', 'pages/feeds/feed.ts', { id: 'county-feed' }),
  route('feeds/sellers/:organisationId/:file', 'pages/feeds/feed.ts', { id: 'seller-feed' }),
  route('goods/versions/:versionId', 'pages/listing-version.tsx'),
  route('bundles/:id', 'pages/bundle.tsx'),
  route('stores/:slug', 'pages/store.tsx'),
  route('stories/photos/:id/:file', 'pages/story/photo.ts'),
  route('stories/consent/:token', 'pages/story/consent.tsx'),
  route('villages', 'pages/villages.tsx'),
  route('villages/:code', 'pages/village.tsx'),
  route('basket', 'pages/basket.tsx'),
  route('checkout', 'pages/checkout.tsx'),
  route('coupons', 'pages/pricing/coupons.tsx'),
  route('groups/:code', 'pages/pricing/group.tsx'),
  route('gifts', 'pages/gifts/gifts.tsx'),
  route('g/:door', 'pages/gifts/gift.tsx'),
  ...voucherRoutes,
  route('tickets/:bookingId', 'pages/tickets/tickets.tsx'),
  route('tickets/:bookingId/tickets.pdf', 'pages/tickets/pdf.ts'),
  route('regions', 'pages/regions.ts'),
  route('pay/:paymentId', 'pages/pay.tsx'),
  route('pay/:paymentId/back', 'pages/pay-back.tsx'),
  route('orders', 'pages/orders.tsx'),
  route('orders/:id', 'pages/order.tsx'),
  route('orders/:id/making/:file', 'pages/ahead/making-photo.ts'),
  route('orders/:id/after-sales', 'pages/after/claim.tsx'),
  route('orders/:id/review', 'pages/after/review.tsx'),
  route('orders/:id/invoice', 'pages/after/invoice.tsx'),
  route('after-sales', 'pages/after/cases.tsx'),
  route('after-sales/:id', 'pages/after/case.tsx'),
  route('goods/:id/reviews', 'pages/after/reviews.tsx'),
  route('visits/:id/reviews', 'pages/after/reviews.tsx', { id: 'visit-reviews' }),
  route('houses/:id/reviews', 'pages/after/reviews.tsx', { id: 'house-reviews' }),
  route('reviews', 'pages/after/my-reviews.tsx'),
  route('invoices', 'pages/after/invoices.tsx'),
  route('01/:gtin', 'pages/trade-item.tsx'),
  route('01/:gtin/10/:lot', 'pages/lot.tsx'),
  route('illustrations/:subject/:file', 'pages/illustration.ts'),
  route('lang/:lang', 'pages/lang.ts'),
  route('gallery', 'pages/gallery.tsx'),
  layout('console.tsx', { id: 'gallery-console' }, [route('gallery/console', 'pages/gallery-console.tsx')]),
  ...stayRoutes,
  ...peopleRoutes,
  ...messageRoutes,
  ...growRoutes,
  ...gateRoutes,
  ...hostRoutes,
  ...sellerRoutes,
  ...centreRoutes,
  route('*', 'pages/not-found.tsx'),
] satisfies RouteConfig

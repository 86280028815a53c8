import { index, route } from '@react-router/dev/routes'
import type { RouteConfig } from '@react-router/dev/routes'

/** The product on one screen: every page and where its file stands. */
export default [
  index('pages/home.tsx'),
  route('lang/:lang', 'pages/lang.ts'),
  route('gallery', 'pages/gallery.tsx'),
  route('*', 'pages/not-found.tsx'),
] satisfies RouteConfig

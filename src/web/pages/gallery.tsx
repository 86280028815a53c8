import { data } from 'react-router'
import type { Route } from './+types/gallery.ts'
import { appContext } from '../context.ts'

/** Every shared component in both languages; for those who build pages, so only in development. */
export function loader({ context }: Route.LoaderArgs) {
  if (context.get(appContext).app.settings.mode === 'production') throw data(null, { status: 404 })
  return null
}

export default function GalleryPage() {
  return null
}

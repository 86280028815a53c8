import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { appContext } from '../context.ts'
import { PublicGallery } from '../kit/gallery.public.tsx'
import { useLang } from '../page-context.ts'

/** The shared components of public pages; for those who build pages, so never in production. */
export function loader({ context }: { context: Readonly<RouterContextProvider> }) {
  if (context.get(appContext).app.settings.mode === 'production') throw data(null, { status: 404 })
  return null
}

export default function GalleryPage() {
  return <PublicGallery lang={useLang()} />
}

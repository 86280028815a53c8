import { ConsoleGallery } from '../kit/gallery.tsx'
import { useLang } from '../page-context.ts'

export { loader } from './gallery.tsx'

/** The shared components of consoles. */
export default function ConsoleGalleryPage() {
  return <ConsoleGallery lang={useLang()} />
}

import type { Lang } from './format.ts'
import { illustration, type Subject } from './illustration.ts'
import { words } from './words.ts'

export interface PictureSource {
  type: 'image/avif' | 'image/webp'
  srcSet: string
}

export interface PictureProps {
  src: string
  alt: string
  width: number
  height: number
  sources?: readonly PictureSource[] | undefined
  sizes?: string | undefined
  /** True for the one picture at the top of a page: fetched first, not lazily. */
  first?: boolean | undefined
}

/** A photograph in the formats the browser can choose from; room is kept before it arrives. */
export function Picture({ src, alt, width, height, sources = [], sizes, first = false }: PictureProps) {
  return (
    <picture className="picture">
      {sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      <img
        src={src}
        alt={alt}
        width={width}
        height={height}
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : 'auto'}
        decoding="async"
      />
    </picture>
  )
}

export interface GalleryProps {
  /** What the pictures are of, to a screen reader. */
  label: string
  pictures: readonly (PictureProps & { id: string })[]
}

/** Photographs side by side, moved through by swiping or by the arrow keys. */
export function Gallery({ label, pictures }: GalleryProps) {
  return (
    <ul className="gallery" aria-label={label} tabIndex={0}>
      {pictures.map(({ id, ...picture }, at) => (
        <li key={id}>
          <Picture {...picture} first={at === 0} />
        </li>
      ))}
    </ul>
  )
}

export interface IllustrationProps {
  subject: Subject
  /** What makes this drawing differ from all others: the listing's id. */
  seed: string
  lang: Lang
  /** What it stands for, read by a screen reader. */
  title: string
  width?: number | undefined
  height?: number | undefined
  /** Where the same drawing is served as a file; then it is loaded lazily instead of written into the page. */
  src?: string | undefined
  /** False leaves out the visible mark, for pages that say elsewhere that it is drawn. */
  marked?: boolean | undefined
}

/** A drawing that stands for a photograph, and says so. */
export function Illustration({
  subject,
  seed,
  lang,
  title,
  width = 480,
  height = 480,
  src,
  marked = true,
}: IllustrationProps) {
  const label = words[lang].illustrationOf(title)
  return (
    <span className="picture illustration">
      {src === undefined ? (
        <span dangerouslySetInnerHTML={{ __html: illustration({ subject, seed, width, height, title: label }) }} />
      ) : (
        <img src={src} alt={label} width={width} height={height} loading="lazy" decoding="async" />
      )}
      {marked && (
        <span className="mark" aria-hidden="true">
          {words[lang].illustration}
        </span>
      )}
    </span>
  )
}

/** What shows a thing: a photograph, or a drawing while there is none. */
export type Depiction =
  | ({ kind: 'photo' } & Omit<PictureProps, 'alt'>)
  | { kind: 'illustration'; subject: Subject; seed: string; src?: string | undefined }

export interface DepictedProps {
  depiction: Depiction
  title: string
  lang: Lang
  width?: number | undefined
  height?: number | undefined
  first?: boolean | undefined
}

/** Shows a depiction of either kind. */
export function Depicted({ depiction, title, lang, width, height, first }: DepictedProps) {
  if (depiction.kind === 'photo') return <Picture {...depiction} alt={title} first={first} />
  const { subject, seed, src } = depiction
  return (
    <Illustration subject={subject} seed={seed} src={src} title={title} lang={lang} width={width} height={height} />
  )
}

import { usePage } from '../page-context.ts'
import { words } from '../words.ts'

/** Title and description of a public page. */
export function PageHead({
  title,
  description,
  hidden = false,
}: {
  title: string
  description?: string | undefined
  /** True for pages of one visitor, which no search engine should keep. */
  hidden?: boolean | undefined
}) {
  const { lang } = usePage()
  return (
    <>
      <title>{`${title} · ${words[lang].site}`}</title>
      {description && <meta name="description" content={description} />}
      {description && <meta property="og:title" content={title} />}
      {description && <meta property="og:description" content={description} />}
      {hidden && <meta name="robots" content="noindex" />}
    </>
  )
}

/** schema.org data; a data block, so it runs nothing and needs no nonce. */
export function StructuredData({ data }: { data: Readonly<Record<string, unknown>> }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}

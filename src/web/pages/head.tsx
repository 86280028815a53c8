import { useLocation } from 'react-router'
import { usePage } from '../page-context.ts'
import { words } from '../words.ts'

type HeadProps = {
  title: string
  description?: string | undefined
  /** True for pages of one visitor, which no search engine should keep. */
  hidden?: boolean | undefined
  /** The page's own path where several addresses show the same; by default the address without its query. */
  path?: string | undefined
  /** A picture for those to whom the page is sent: a path of ours. */
  picture?: { path: string; width: number; height: number } | undefined
}

/** Title and description of a public page, its canonical address, both languages, and the card shown where it is shared. */
export function PageHead({ title, description, hidden = false, path, picture }: HeadProps) {
  const { lang } = usePage()
  return (
    <>
      <title>{`${title} · ${words[lang].site}`}</title>
      {description && <meta name="description" content={description} />}
      {description && <meta property="og:title" content={title} />}
      {description && <meta property="og:description" content={description} />}
      {hidden ? <meta name="robots" content="noindex" /> : <Addresses path={path} picture={picture} />}
    </>
  )
}

function Addresses({ path, picture }: Pick<HeadProps, 'path' | 'picture'>) {
  const { lang, site = '' } = usePage()
  const { pathname, search } = useLocation()
  if (site === '') return null
  const address = site + (path ?? pathname)
  const inLanguage = (one: string) => `${address}${address.includes('?') ? '&' : '?'}lang=${one}`
  const chosen = new URLSearchParams(search).get('lang')
  const own = chosen === 'zh' || chosen === 'en' ? inLanguage(chosen) : address
  return (
    <>
      <link rel="canonical" href={own} />
      <link rel="alternate" hrefLang="zh-CN" href={inLanguage('zh')} />
      <link rel="alternate" hrefLang="en" href={inLanguage('en')} />
      <link rel="alternate" hrefLang="x-default" href={address} />
      <meta property="og:url" content={own} />
      <meta property="og:site_name" content={words[lang].site} />
      <meta property="og:locale" content={lang === 'zh' ? 'zh_CN' : 'en_GB'} />
      {picture && (
        <>
          <meta property="og:image" content={site + picture.path} />
          <meta property="og:image:width" content={String(picture.width)} />
          <meta property="og:image:height" content={String(picture.height)} />
        </>
      )}
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
    </>
  )
}

/** schema.org data; a data block, so it runs nothing and needs no nonce, which would give each answer another ETag. */
export function StructuredData({ data }: { data: Readonly<Record<string, unknown>> }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}

/** schema.org BreadcrumbList: names and paths from the widest to the page itself. */
export const breadcrumbData = (site: string, crumbs: readonly { name: string; path: string }[]) => ({
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map(({ name, path }, at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    item: site + path,
  })),
})

import { IconShoppingBag, IconSearch, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Lang } from './format.ts'
import { words } from './words.ts'

export interface NavLink {
  href: string
  label: string
  current?: boolean | undefined
}

export interface PublicShellProps {
  lang: Lang
  children: ReactNode
  homeHref: string
  /** The site's own name; without one, the product's. */
  brand?: string | undefined
  search?: { action: string; query?: string | undefined; hint?: string | undefined } | undefined
  /** This page in the other language. */
  otherLanguageHref: string
  basket?: { href: string; count: number } | undefined
  account?: { href: string; label?: string | undefined } | undefined
  /** The site's parts, in a row below the head. */
  rail?: readonly NavLink[] | undefined
  footer?: readonly NavLink[] | undefined
  /** Who runs the site, licences and numbers the law asks for. */
  imprint?: ReactNode
}

/** The mark: three terraces under a sun. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3f7d4e" />
      <circle cx="22" cy="9" r="4" fill="#e7d096" />
      <path d="M0 17C7 11 13 13 18 16S28 19 32 16V24a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8Z" fill="#a9c77b" />
      <path d="M0 22c8-5 13-2 18 0s10 2 14 0v2a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8Z" fill="#fbfaf5" />
      <path d="M0 26.5c7-3.5 12-1 17 .5s10 1.5 15-.5a8 8 0 0 1-8 5.5H8a8 8 0 0 1-8-5.5Z" fill="#2b5a3b" />
    </svg>
  )
}

/** The frame of every public page: head with search, categories, content, foot. Plain links and forms. */
export function PublicShell(props: PublicShellProps) {
  const { lang, children, rail = [], footer = [], imprint } = props
  const say = words[lang]
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {say.skip}
      </a>
      <Head {...props} />
      {rail.length > 0 && (
        <nav className="rail" aria-label={say.main}>
          <ul>
            {rail.map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        {footer.length > 0 && (
          <nav aria-label={say.footer}>
            <ul>
              {footer.map(({ href, label }) => (
                <li key={href}>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {imprint && <div className="imprint">{imprint}</div>}
      </footer>
    </div>
  )
}

function Head({ lang, homeHref, brand, search, otherLanguageHref, basket, account }: PublicShellProps) {
  const say = words[lang]
  const otherLang = lang === 'zh' ? 'en' : 'zh-CN'
  return (
    <header className="head">
      <a className="brand" href={homeHref}>
        <BrandMark />
        {brand ?? say.brand}
      </a>
      {search && (
        <form className="search" role="search" action={search.action}>
          <search-suggest>
            <input
              type="search"
              name="q"
              defaultValue={search.query}
              placeholder={search.hint ?? say.searchHint}
              aria-label={say.search}
              enterKeyHint="search"
            />
            <datalist id="names-of-goods" />
          </search-suggest>
          <button type="submit" aria-label={say.search}>
            <IconSearch size={20} aria-hidden />
          </button>
        </form>
      )}
      <div className="tools">
        <a href={otherLanguageHref} lang={otherLang} hrefLang={otherLang}>
          {say.otherLanguage}
        </a>
        {account && (
          <a href={account.href}>
            <IconUser size={22} aria-hidden />
            <span className="tool-label">{account.label ?? say.account}</span>
          </a>
        )}
        {basket && (
          <a href={basket.href}>
            <IconShoppingBag size={22} aria-hidden />
            <span className="tool-label">{say.basket}</span>
            {basket.count > 0 && (
              <span className="count">
                {basket.count}
                <span className="unseen"> {say.items(basket.count)}</span>
              </span>
            )}
          </a>
        )}
      </div>
    </header>
  )
}

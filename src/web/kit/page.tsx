import type { ReactNode } from 'react'
import type { Lang } from './format.ts'
import { words } from './words.ts'

export interface PaginationProps {
  page: number
  last: number
  href: (page: number) => string
  lang: Lang
}

/** Earlier, where, later; hidden when there is one page. */
export function Pagination({ page, last, href, lang }: PaginationProps) {
  const say = words[lang]
  if (last <= 1) return null
  return (
    <nav className="pages" aria-label={say.pages}>
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          {say.previous}
        </a>
      ) : (
        <span />
      )}
      <span aria-label={say.page(page)}>{say.pageOf(page, last)}</span>
      {page < last ? (
        <a href={href(page + 1)} rel="next">
          {say.next}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

export interface Crumb {
  label: string
  href?: string | undefined
}

/** The way here; the last crumb is this page. */
export function Breadcrumbs({ crumbs, lang }: { crumbs: readonly Crumb[]; lang: Lang }) {
  return (
    <nav className="crumbs" aria-label={words[lang].crumbs}>
      <ol>
        {crumbs.map(({ label, href }, at) => (
          <li key={label}>
            {href && at < crumbs.length - 1 ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export type NoticeKind = 'information' | 'success' | 'attention' | 'danger'

export interface NoticeProps {
  kind: NoticeKind
  lang: Lang
  /** Says it in a line; without one the kind's own word stands there. */
  title?: ReactNode
  children?: ReactNode
}

/** Something to know now; a problem is announced at once, the rest politely. */
export function Notice({ kind, lang, title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <strong>{title ?? words[lang].kinds[kind]}</strong>
      {children && <div>{children}</div>}
    </div>
  )
}

export interface EmptyStateProps {
  title: ReactNode
  /** What to do instead. */
  children?: ReactNode
  action?: ReactNode
  picture?: ReactNode
  /** True where it is all the page says. */
  alone?: boolean | undefined
}

/** Nothing here yet, and the way on. */
export function EmptyState({ title, children, action, picture, alone = false }: EmptyStateProps) {
  const Heading = alone ? 'h1' : 'h2'
  return (
    <div className="empty">
      {picture}
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

export interface Fact {
  term: ReactNode
  detail: ReactNode
}

/** Name and value, line by line. */
export function KeyFacts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, detail }, at) => (
        <div key={at}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Step {
  label: ReactNode
  state: 'done' | 'current' | 'ahead'
  /** When it happened, already written out. */
  when?: string | undefined
  /** Machine form of `when`. */
  dateTime?: string | undefined
  detail?: ReactNode
}

/** How far something has come: an order's progress, or what happened to a lot. State is told by shape and words. */
export function Steps({ steps, lang }: { steps: readonly Step[]; lang: Lang }) {
  return (
    <ol className="steps">
      {steps.map(({ label, state, when, dateTime, detail }, at) => (
        <li key={at} className={state} aria-current={state === 'current' ? 'step' : undefined}>
          <strong>{label}</strong>
          <span className="unseen"> {words[lang][state]}</span>
          {when && <time dateTime={dateTime}>{when}</time>}
          {detail && <div className="detail">{detail}</div>}
        </li>
      ))}
    </ol>
  )
}

/** The one main action at the thumb: fixed to the bottom on a phone, in its place on a desk. */
export function StickyBar({ children }: { children: ReactNode }) {
  return <div className="bar">{children}</div>
}

/** A short text with a button to copy it when scripts run. */
export function CopyText({ text, lang }: { text: string; lang: Lang }) {
  return (
    <copy-text data-text={text} data-copy={words[lang].copy} data-copied={words[lang].copied}>
      <code>{text}</code>
    </copy-text>
  )
}

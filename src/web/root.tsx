import { ColorSchemeScript } from '@mantine/core'
import type { ReactNode } from 'react'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from 'react-router'
import type { Lang } from '../kernel/words.ts'
import type { Route } from './+types/root.ts'
import { readBasket } from '../modules/market/index.ts'
import { countHeld } from '../modules/tourism/index.ts'
import { appContext } from './context.ts'
import type { FrameData } from './frame.tsx'
import { BareFrame, SiteFrame } from './frame.tsx'
import { call } from './call.ts'
import { isConsole } from './handle.ts'
import { LinkButton } from './kit/form.tsx'
import { EmptyState } from './kit/page.tsx'
import { usePage } from './page-context.ts'
import stylesheet from './site.css?url'
import { words } from './words.ts'

export { stylesheet }

/** How full the basket is, for the head of every page. A first visit has none, and costs no question. */
export async function loader({ context }: Route.LoaderArgs): Promise<FrameData> {
  const { visit } = context.get(appContext)
  const signedIn = visit.actor.kind === 'person'
  if (!signedIn && visit.newGuestToken !== null) return { basketUnits: 0, signedIn }
  const [{ lines }, { held }] = await Promise.all([call(context, readBasket, {}), call(context, countHeld, {})])
  return { basketUnits: lines.reduce((sum, line) => sum + line.units, held), signedIn }
}

const tagOf = (lang: Lang) => (lang === 'zh' ? 'zh-CN' : 'en')

/** The frame of every page. Public pages are plain HTML with one style sheet; consoles are hydrated. */
export function Layout({ children }: { children: ReactNode }) {
  const { lang, nonce } = usePage()
  const console = isConsole(useMatches().map((match) => match.handle))
  return (
    <html lang={tagOf(lang)} suppressHydrationWarning={console}>
      <head>
        <Standard />
        <Meta />
        {console ? <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} /> : <PublicHead />}
        <Links />
      </head>
      <body>
        {children}
        {console && <ScrollRestoration />}
        {console && <Scripts />}
      </body>
    </html>
  )
}

function Standard() {
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    </>
  )
}

function PublicHead() {
  return (
    <>
      <link rel="stylesheet" href={stylesheet} />
      <script type="module" src="/enhance.js" />
    </>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const problem = problemIn(error)
  return <ErrorBody {...problem} />
}

type ErrorFacts = { status: number; title?: string | undefined; requestId?: string | undefined }

/** `call` throws its refusals as route errors whose data is the problem. */
export function problemIn(error: unknown): ErrorFacts {
  if (!isRouteErrorResponse(error)) return { status: 500 }
  const detail = (error.data ?? {}) as { title?: string; requestId?: string }
  return { status: error.status, title: detail.title, requestId: detail.requestId }
}

function ErrorBody({ status, title, requestId, bare = false }: ErrorFacts & { bare?: boolean | undefined }) {
  const { lang } = usePage()
  const Frame = bare ? BareFrame : SiteFrame
  const say = words[lang]
  const heading = title ?? say.errorTitle(status)
  return (
    <Frame>
      <title>{`${heading} · ${say.site}`}</title>
      <EmptyState alone title={heading} action={<LinkButton href="/">{say.backHome}</LinkButton>}>
        {say.errorHelp(status)}
      </EmptyState>
      {status >= 500 && requestId !== undefined && (
        <p>
          {say.requestNumber} <code>{requestId}</code>
        </p>
      )}
    </Frame>
  )
}

/** An error page without a router around it. */
export function ErrorDocument(facts: ErrorFacts) {
  const { lang } = usePage()
  return (
    <html lang={tagOf(lang)}>
      <head>
        <Standard />
        <PublicHead />
      </head>
      <body>
        <ErrorBody {...facts} bare />
      </body>
    </html>
  )
}

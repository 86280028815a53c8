import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { PageContext } from './page-context.ts'

const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

// Styles that components add in the browser must carry the nonce the document came with; the scroll lock of drawers
// looks for it under this name (get-nonce).
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
Object.assign(globalThis, { __webpack_nonce__: nonce })

startTransition(() => {
  hydrateRoot(
    document,
    <PageContext value={{ lang, nonce, development: import.meta.env.DEV }}>
      <HydratedRouter />
    </PageContext>,
  )
})

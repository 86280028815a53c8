import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { PageContext } from './page-context.ts'

const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

startTransition(() => {
  hydrateRoot(
    document,
    <PageContext value={{ lang, nonce: '', development: import.meta.env.DEV }}>
      <HydratedRouter />
    </PageContext>,
  )
})

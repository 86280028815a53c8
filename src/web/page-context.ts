import { createContext, useContext } from 'react'
import type { Lang } from '../kernel/words.ts'

/** What the page's frame knows before any loader answers, so that an error page knows it too. `site` is our public address. */
export type PageFrame = { lang: Lang; nonce: string; development: boolean; site?: string }

export const PageContext = createContext<PageFrame>({ lang: 'zh', nonce: '', development: false })

export const usePage = () => useContext(PageContext)

/** The visitor's language, on the server and in the browser. */
export const useLang = (): Lang => usePage().lang

import type { ReactNode } from 'react'
import { PublicShell } from './kit/shell.tsx'
import { usePage } from './page-context.ts'

/** The head and foot of the public site around a page. */
export function SiteFrame({ children }: { children: ReactNode }) {
  const { lang } = usePage()
  return (
    <PublicShell lang={lang} homeHref="/" otherLanguageHref={lang === 'zh' ? '/lang/en' : '/lang/zh'}>
      {children}
    </PublicShell>
  )
}

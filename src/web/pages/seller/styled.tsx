import { MantineContext } from '@mantine/core'
import { use, useMemo } from 'react'
import type { ReactNode } from 'react'
import { usePage } from '../../page-context.ts'

/**
 * Lets styles that components add in the browser pass the page's content security policy: the nonce is known there
 * only from the scripts that came with the document. Without it a page reached by a link stands unstyled.
 */
export function Styled({ children }: { children: ReactNode }) {
  const mantine = use(MantineContext)
  const known = usePage().nonce
  const value = useMemo(
    () => mantine && { ...mantine, getStyleNonce: () => known || documentNonce() },
    [mantine, known],
  )
  return <MantineContext value={value}>{children}</MantineContext>
}

function documentNonce(): string {
  if (typeof document === 'undefined') return ''
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
  // The drawers' scroll lock asks for it under this name (get-nonce).
  Object.assign(globalThis, { __webpack_nonce__: nonce })
  return nonce
}

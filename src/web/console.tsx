import '@mantine/core/styles.css'
import './tokens.css'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { Outlet } from 'react-router'
import type { Handle } from './handle.ts'
import { ErrorPanel } from './console-error.tsx'
import { problemIn } from './root.tsx'
import { theme, themeVariables } from './theme.ts'
import { usePage } from './page-context.ts'

export const handle: Handle = { console: true }

function Frame({ children }: { children: ReactNode }) {
  const { nonce } = usePage()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  )
}

/** Around every console page: the component library and its styles, which public pages never load. */
export default function Console() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return (
    <Frame>
      <ErrorPanel {...problemIn(error)} />
    </Frame>
  )
}

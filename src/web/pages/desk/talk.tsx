import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export type Line = { key: number; who: string; when: string; mine: boolean; said: ReactNode }

/** What two sides said, oldest first. */
export function Talk({ lines }: { lines: readonly Line[] }) {
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines.map(({ key, who, when, mine, said }) => (
        <li key={key} style={{ alignSelf: mine ? 'flex-end' : 'flex-start', maxWidth: '88%' }}>
          <Text size="sm" c="dimmed">
            {who} · {when}
          </Text>
          <Text component="div" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {said}
          </Text>
        </li>
      ))}
    </Stack>
  )
}

import { Alert } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** What was just done, read out where it appears. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <Alert color="tea" variant="light" icon={<IconCircleCheck />} role="status" mb="md">
      {children}
    </Alert>
  )
}

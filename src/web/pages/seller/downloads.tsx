import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useDesk } from './layout.tsx'

type Props = {
  /** Which of the desk's exports, such as `statement`. */
  what: string
  /** What of it, as its address says. */
  query: string
  say: { xlsx: string; csv: string }
}

/** A list of the desk's to take away, as a workbook and as CSV. */
export function Downloads({ what, query, say }: Props) {
  const { organisationId } = useDesk()
  const href = (kind: string) => `/seller/${organisationId}/export/${what}/${kind}?${query}`
  return (
    <Group gap="xs">
      <Button component="a" href={href('xlsx')} variant="default" leftSection={<IconDownload size={18} />}>
        {say.xlsx}
      </Button>
      <Button component="a" href={href('csv')} variant="default">
        {say.csv}
      </Button>
    </Group>
  )
}

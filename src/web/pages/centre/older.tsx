import { Button, Group } from '@mantine/core'
import { Link, useLocation } from 'react-router'
import { useWords } from './words.ts'

/** Further back in a list that is read page by page, and the way to its beginning. */
export function Older({ olderThan, before }: { olderThan: string | null; before: string | null }) {
  const say = useWords()
  const { pathname, search } = useLocation()
  const to = (id: string | null) => {
    const changed = new URLSearchParams(search)
    for (const name of ['open', 'done', 'before']) changed.delete(name)
    if (id !== null) changed.set('before', id)
    return `${pathname}?${changed}`
  }
  if (olderThan === null && before === null) return null
  return (
    <Group mt="md">
      {before !== null && (
        <Button component={Link} to={to(null)} variant="default">
          {say.newest}
        </Button>
      )}
      {olderThan !== null && (
        <Button component={Link} to={to(olderThan)} variant="default">
          {say.more}
        </Button>
      )}
    </Group>
  )
}

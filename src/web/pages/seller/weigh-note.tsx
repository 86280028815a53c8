import { Text } from '@mantine/core'
import type { Order } from './read.ts'
import { useWeighWords } from './weigh-words.ts'

/** What the scale said of a line, or that it waits for it. */
export function ScaleNote({ line }: { line: Order['lines'][number] }) {
  const say = useWeighWords()
  if (line.weigh === null) return null
  const { weighed, backFen } = line.weigh
  return (
    <Text size="sm" c={weighed === null ? 'bamboo' : 'dimmed'} span>
      {weighed === null
        ? say.ordered(line.netGrams * (line.units - line.refundedUnits), line.units - line.refundedUnits)
        : say.done(weighed.grams, backFen)}
      {weighed?.reason ? ` · ${weighed.reason}` : ''}
    </Text>
  )
}

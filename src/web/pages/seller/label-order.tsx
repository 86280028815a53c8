import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesk } from './layout.tsx'
import type { Lot } from './read.ts'
import { useWords } from './words.ts'

const PER_SHEET = 21
const LABELS_MAX = 2100

/** How many labels of a lot, and where on a sheet already begun. */
export function LabelOrder({ lot }: { lot: Lot }) {
  const say = useWords()
  const { organisationId } = useDesk()
  const [count, setCount] = useState(Math.min(LABELS_MAX, Math.max(1, lot.availableUnits + lot.heldUnits)))
  const [from, setFrom] = useState(1)
  const href = `/seller/${organisationId}/lots/${lot.id}/labels.pdf?count=${count}&from=${from}`
  return (
    <Stack gap="sm">
      <Text size="sm">{say.lots.labelsHelp}</Text>
      <Group grow>
        <NumberInput
          label={say.lots.labelsHow}
          min={1}
          max={LABELS_MAX}
          value={count}
          onChange={(value) => setCount(Number(value) || 1)}
          size="md"
          data-autofocus
        />
        <NumberInput
          label={say.lots.labelsSkip}
          min={1}
          max={PER_SHEET}
          value={from}
          onChange={(value) => setFrom(Number(value) || 1)}
          size="md"
        />
      </Group>
      <Button component="a" href={href} target="_blank" size="md" leftSection={<IconPrinter size={20} />}>
        {say.lots.labels}
      </Button>
    </Stack>
  )
}

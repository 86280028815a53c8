import { Autocomplete, Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { useToast } from './toast.tsx'
import { VillageSelect } from './village-select.tsx'
import type { TownshipChoice } from './village-select.tsx'
import { useWords } from './words.ts'

type Known = { product: string; grower: string; villageCode: string; plot: string }
type Props = { townships: readonly TownshipChoice[]; today: string; known: readonly Known[] }

const distinct = (values: readonly string[]) => [...new Set(values)].slice(0, 20)

/** Taking in what a grower brings: filled in at the scales, with cold hands, so large and few. */
export function HarvestForm({ townships, today, known }: Props) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const last = known[0]
  const [taken, setTaken] = useState(0)
  const [unit, setUnit] = useLocalStorage({ key: 'seller-unit', defaultValue: 'jin' })
  const [amount, setAmount] = useState<number | string>('')
  const grams = Math.round(Number(amount) * (unit === 'jin' ? 500 : 1000)) || 0
  const { Form, busy, refusal } = useSending(() => {
    toast(say.harvests.saved(weight(grams, lang)))
    setAmount('')
    setTaken(taken + 1)
  })
  const error = (field: string) => refusal?.errors[`/${field}`]
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <SendingKey of={taken} />
      <Stack gap="sm">
        <Autocomplete
          name="grower"
          label={say.harvests.grower}
          placeholder={say.harvests.growerHint}
          data={distinct(known.map((k) => k.grower))}
          error={error('grower')}
          size="md"
          required
          withAsterisk={false}
          data-autofocus
          openOnFocus={false}
        />
        <VillageSelect
          townships={townships}
          name="villageCode"
          defaultValue={last?.villageCode}
          error={error('villageCode')}
          large
        />
        <Autocomplete
          name="plot"
          label={say.harvests.plot}
          placeholder={say.harvests.plotHint}
          data={distinct(known.map((k) => k.plot))}
          error={error('plot')}
          size="md"
          required
          withAsterisk={false}
        />
        <Autocomplete
          name="product"
          label={say.harvests.product}
          placeholder={say.harvests.productHint}
          data={distinct(known.map((k) => k.product))}
          error={error('product')}
          size="md"
          required
          withAsterisk={false}
        />
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <NumberInput
            label={say.harvests.weight}
            value={amount}
            onChange={setAmount}
            min={0.1}
            max={200_000}
            decimalScale={2}
            hideControls
            inputMode="decimal"
            error={error('weightGrams')}
            size="md"
            flex={1}
            required
            withAsterisk={false}
          />
          <SegmentedControl
            aria-label={say.harvests.weight}
            data={[
              { value: 'jin', label: say.harvests.jin },
              { value: 'kg', label: say.harvests.kg },
            ]}
            value={unit}
            onChange={setUnit}
            size="md"
          />
        </Group>
        <input type="hidden" name="weightGrams" value={grams} />
        {grams > 0 && (
          <Text size="sm" c="dimmed">
            {say.harvests.equals(weight(grams, lang))}
          </Text>
        )}
        <TextInput
          type="date"
          name="harvestedOn"
          label={say.harvests.day}
          defaultValue={today}
          max={today}
          error={error('harvestedOn')}
          size="md"
          required
          withAsterisk={false}
        />
        <Button type="submit" size="lg" loading={busy} disabled={grams === 0}>
          {say.harvests.save}
        </Button>
      </Stack>
    </Form>
  )
}

import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useAheadWords } from './ahead-words.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { useToast } from './toast.tsx'

/** Goods of which nothing is packed yet, so that they can be listed and sold ahead. */
export function NewItem() {
  const say = useAheadWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.done))
  const storages = Object.entries(say.storages).map(([value, label]) => ({ value, label }))
  return (
    <details style={{ marginBottom: 16 }}>
      <summary>{say.newItem}</summary>
      <Form method="post" action="?do=item">
        <SendingKey of="item" />
        <Refused refusal={refusal} />
        <Group align="flex-end" mt="sm">
          <TextInput name="name" label={say.itemName} maxLength={120} required withAsterisk={false} />
          <NumberInput name="netGrams" label={say.itemGrams} min={1} max={1_000_000} required withAsterisk={false} />
          <Select name="storage" label={say.itemStorage} data={storages} defaultValue="ambient" allowDeselect={false} />
          <NumberInput name="shelfLifeDays" label={say.itemDays} min={1} max={3650} required withAsterisk={false} />
          <Button type="submit" loading={busy}>
            {say.enter}
          </Button>
        </Group>
      </Form>
    </details>
  )
}

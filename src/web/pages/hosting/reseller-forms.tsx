import { Button, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import type { Reseller } from './resellers.tsx'
import { useResellerWords } from './reseller-words.ts'

type Done = (key?: string) => void

/** A key is never answered twice: a form that was sent again would show none. */
export function ResellerForm({ onDone }: { onDone: Done }) {
  const say = useResellerWords()
  const { Form, busy, refusal } = useSending<{ key: string }>(({ key }) => onDone(key))
  return (
    <Form method="post" action="?do=add">
      <Stack>
        <Refused refusal={refusal} />
        <TextInput
          name="name"
          label={say.name}
          maxLength={60}
          error={refusal?.errors['/name']}
          required
          withAsterisk={false}
        />
        <NumberInput
          name="percent"
          label={say.commission}
          description={say.commissionHelp}
          defaultValue={0}
          min={0}
          max={99}
          decimalScale={2}
          error={refusal?.errors['/commissionRate']}
        />
        <Button type="submit" loading={busy}>
          {say.make}
        </Button>
      </Stack>
    </Form>
  )
}

type StopProps = { what: 'stop' | 'renew'; reseller: Reseller; onDone: Done }

/** Asks before a key stops, for good or for a new one. */
export function StopForm({ what, reseller, onDone }: StopProps) {
  const say = useResellerWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ key?: string }>(({ key }) => {
    if (key === undefined) toast(say.stopped)
    onDone(key)
  })
  return (
    <Form method="post" action={`?do=${what}`}>
      {what === 'stop' && <SendingKey of={reseller.id} />}
      <input type="hidden" name="resellerId" value={reseller.id} />
      <Stack>
        <Refused refusal={refusal} />
        <Text>{what === 'stop' ? say.stopHelp : say.renewHelp}</Text>
        <Button type="submit" color={what === 'stop' ? 'persimmon' : 'tea'} loading={busy}>
          {what === 'stop' ? say.stopYes : say.renewYes}
        </Button>
      </Stack>
    </Form>
  )
}

import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FormRefusal } from '../../call.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { OpenField } from './told-fields.tsx'
import { useHostWords } from './words.ts'

type Props<T> = {
  /** Which of the page's acts it asks for. */
  what: string
  /** Changes when the next sending is about something else. */
  of: string
  /** What the form is about, by the names that the act knows; what is undefined is left out. */
  ids: Readonly<Record<string, string | undefined>>
  /** Whether it takes bookings; none where that is not asked. */
  isOpen?: boolean
  /** What is said beside "saved". */
  noteOf?: (output: T) => string
  /** Where it keeps nothing but does something: what the button says and the panel afterwards. */
  doing?: { button: string; done: (output: T) => string; gravely?: boolean }
  onDone: () => void
  children: (refusal: FormRefusal | null) => ReactNode
}

/** A form in the side panel: says what was refused, and closes the panel once it is kept or done. */
export function PanelForm<T = unknown>({ what, of, ids, isOpen, noteOf, doing, onDone, children }: Props<T>) {
  const { saved, save } = useHostWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<T>((output) => {
    toast(doing?.done(output) ?? saved + (noteOf?.(output) ?? ''))
    onDone()
  })
  return (
    <Form method="post" action={`?do=${what}`}>
      <SendingKey of={of} />
      {Object.entries(ids).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Stack>
        <Refused refusal={refusal} />
        {children(refusal)}
        {isOpen !== undefined && <OpenField isOpen={isOpen} />}
        <Button type="submit" loading={busy} {...(doing?.gravely === true && { color: 'persimmon' })}>
          {doing?.button ?? save}
        </Button>
      </Stack>
    </Form>
  )
}

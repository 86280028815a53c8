import { Switch } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Refused, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'

type Props = {
  label: string
  description?: ReactNode
  isOn: boolean
  disabled?: boolean
  /** Which of the page's acts it asks for, and with what. */
  what: string
  fields: (isOn: boolean) => Record<string, string>
  /** What is said once it is kept. */
  toldOf: (isOn: boolean) => string
}

/** A switch that is sent as it is turned, and turns back when that is refused. */
export function SentSwitch({ label, description, isOn, disabled = false, what, fields, toldOf }: Props) {
  const [wanted, setWanted] = useState(isOn)
  const toast = useToast()
  const { submit, refusal } = useSending(() => toast(toldOf(wanted)))
  return (
    <>
      <Switch
        my="xs"
        size="md"
        label={label}
        description={description}
        checked={refusal === null ? wanted : isOn}
        disabled={disabled}
        onChange={(event) => {
          setWanted(event.currentTarget.checked)
          void submit(fields(event.currentTarget.checked), { method: 'post', action: `?do=${what}` })
        }}
      />
      <Refused refusal={refusal} />
    </>
  )
}

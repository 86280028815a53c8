import { Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useWords } from './words.ts'

export type TownshipChoice = { code: string; name: string; villages: { code: string; name: string }[] }

type Props = {
  townships: readonly TownshipChoice[]
  name: string
  defaultValue?: string | undefined
  error?: string | undefined
  onChange?: ((code: string | null) => void) | undefined
  large?: boolean
}

/** A village in two steps, township first: three hundred names are too many for one list on a phone. */
export function VillageSelect({ townships, name, defaultValue = '', error, onChange, large = false }: Props) {
  const say = useWords()
  const [township, setTownship] = useState<string | null>(defaultValue === '' ? null : defaultValue.slice(0, 9))
  const [village, setVillage] = useState<string | null>(defaultValue === '' ? null : defaultValue)
  const size = large ? 'md' : 'sm'
  const choose = (code: string | null) => {
    setVillage(code)
    onChange?.(code)
  }
  return (
    <Group grow align="flex-start" gap="sm">
      <Select
        label={say.harvests.township}
        data={townships.map((one) => ({ value: one.code, label: one.name }))}
        value={township}
        onChange={(code) => {
          setTownship(code)
          choose(null)
        }}
        searchable
        size={size}
      />
      <Select
        name={name}
        label={say.harvests.village}
        data={(townships.find(({ code }) => code === township)?.villages ?? []).map((one) => ({
          value: one.code,
          label: one.name,
        }))}
        value={village}
        onChange={choose}
        error={error}
        searchable
        required
        withAsterisk={false}
        disabled={township === null}
        size={size}
      />
    </Group>
  )
}

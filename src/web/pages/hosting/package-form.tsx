import { Button, Checkbox, Group, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { nameIn } from '../stay/said.ts'
import styles from './hosting.module.css'
import { PackageFinder } from './package-finder.tsx'
import type { FoundPart } from './package-finder.tsx'
import { usePackageWords } from './package-words.ts'
import { PanelForm } from './panel-form.tsx'
import { TextInBoth, ToldFields } from './told-fields.tsx'

const PARTS_MAX = 10

/** A package to be proposed: what it is called, its parts, and how much less it costs. */
export function PackageForm({ onDone }: { onDone: () => void }) {
  const say = usePackageWords()
  const [parts, setParts] = useState<readonly (FoundPart & { key: number })[]>([])
  const [off, setOff] = useState(10)
  const add = (part: FoundPart) =>
    setParts((now) =>
      now.length >= PARTS_MAX ? now : [...now, { ...part, key: Math.max(0, ...now.map((one) => one.key)) + 1 }],
    )
  const separateFen = parts.reduce((sum, part) => sum + part.fromFen, 0)
  const totalFen = separateFen - Math.floor((separateFen * off) / 100)
  return (
    <>
      <PackageFinder onFound={add} isFull={parts.length >= PARTS_MAX} />
      <PanelForm<{ state: 'proposed' | 'open' }>
        what="propose"
        of={parts.map((part) => part.key).join(' ')}
        ids={{}}
        noteOf={({ state }) => ` · ${state === 'open' ? say.opened : say.proposed}`}
        onDone={onDone}
      >
        {(refusal) => (
          <>
            <Title order={3} size="h5">
              {say.parts}
            </Title>
            <Text size="sm" c="dimmed">
              {say.partsHelp}
            </Text>
            {parts.map((part, at) => (
              <PartFields
                key={part.key}
                part={part}
                at={at}
                onRemove={() => setParts((now) => now.filter((one) => one.key !== part.key))}
              />
            ))}
            <ToldFields told={undefined} refusal={refusal} />
            <TextInBoth
              name="about"
              labels={{ zh: say.aboutZh, en: say.aboutEn }}
              said={{ zh: undefined, en: undefined }}
              charactersMax={2000}
            />
            <NumberInput
              name="offPercent"
              label={say.off}
              value={off}
              onChange={(value) => setOff(Number(value))}
              min={1}
              max={90}
              error={refusal?.errors['/offPercent']}
              required
              withAsterisk={false}
            />
            {separateFen > 0 && (
              <Text size="sm" role="status">
                {say.sum(yuan(separateFen), yuan(totalFen))}
              </Text>
            )}
          </>
        )}
      </PanelForm>
    </>
  )
}

type PartProps = { part: FoundPart; at: number; onRemove: () => void }

/** What the operation is told of a part; by names that nest. */
function PartFields({ part, at, onRemove }: PartProps) {
  const lang = useLang()
  const say = usePackageWords()
  const name = (field: string) => `parts.${at}.${field}`
  const title = nameIn({ nameZh: part.titleZh, nameEn: part.titleEn }, lang)
  const count = (field: string, label: string, least: number, most: number) => (
    <NumberInput
      name={name(field)}
      label={label}
      defaultValue={least}
      min={least}
      max={most}
      w={150}
      required
      withAsterisk={false}
    />
  )
  return (
    <div className={styles.part} role="group" aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <strong>{title}</strong>
        <Button
          variant="subtle"
          size="compact-sm"
          miw="max-content"
          color="persimmon"
          onClick={onRemove}
          aria-label={`${say.remove}: ${title}`}
        >
          {say.remove}
        </Button>
      </Group>
      <input type="hidden" name={name('kind')} value={part.kind} />
      <input type="hidden" name={name(idNames[part.kind])} value={part.id} />
      <Group gap="sm" align="flex-end">
        {count('dayOffset', say.day, 0, 30)}
        {part.kind === 'stay' && count('nights', say.nights, 1, 30)}
        {part.kind === 'goods' && count('units', say.units, 1, 20)}
        {part.kind === 'goods' && <Checkbox name={name('canShip')} label={say.canShip} mb={8} />}
        {part.isTimed && <TextInput name={name('time')} label={say.time} placeholder="9:00" w={220} />}
      </Group>
    </div>
  )
}

const idNames = { stay: 'roomTypeId', visit: 'optionId', goods: 'listingId' } as const

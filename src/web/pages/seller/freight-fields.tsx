import { Button, Group, NativeSelect, NumberInput, Stack, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useLang } from '../../page-context.ts'
import { freshRule, isFree } from './freight-rules.ts'
import type { Rule, Stored } from './freight-rules.ts'
import { Refused, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

/** A template's rules as a form sends them. */
export function RuleFields({ rules }: { rules: readonly Stored[] }) {
  return rules.map((rule, at) => (
    <span key={at} hidden>
      {rule.provinces.map((code) => (
        <input key={code} type="hidden" name={`rules[${at}].provinces[]`} value={code} />
      ))}
      {(['refused', 'cold'] as const).map((field) => (
        <input key={field} type="hidden" name={`rules[${at}].${field}`} value={String(rule[field] === true)} />
      ))}
      {(['firstGrams', 'firstFen', 'stepGrams', 'stepFen', 'freeFromFen', 'freeFromGrams'] as const).map((field) => (
        <input key={field} type="hidden" name={`rules[${at}].${field}`} value={rule[field] ?? ''} />
      ))}
    </span>
  ))
}

type PricesProps = { rule: Rule; onChange: (part: Partial<Rule>) => void }

/** What one rule charges: refused, free, or a first weight and steps; by a cold route; free from an amount or weight on. */
export function RulePrices({ rule, onChange }: PricesProps) {
  const say = useWords().freight
  const free = isFree(rule)
  const { firstFen, stepFen } = freshRule()
  return (
    <Stack gap="xs">
      <Group gap="lg">
        <Switch
          label={say.refused}
          checked={rule.refused}
          onChange={(event) => onChange({ refused: event.currentTarget.checked })}
        />
        {!rule.refused && (
          <>
            <Switch
              label={say.free}
              checked={free}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? { firstFen: 0, stepFen: 0 } : { firstFen, stepFen })
              }
            />
            <Switch
              label={say.cold}
              description={say.coldHelp}
              checked={rule.cold}
              onChange={(event) => onChange({ cold: event.currentTarget.checked })}
            />
          </>
        )}
      </Group>
      {!rule.refused && !free && <Charges rule={rule} onChange={onChange} />}
    </Stack>
  )
}

function Charges({ rule, onChange }: PricesProps) {
  const say = useWords().freight
  const field = (label: string, name: keyof Rule, per: number, min: number) => {
    const value = Number(rule[name])
    return (
      <NumberInput
        label={label}
        value={min === 0 && value === 0 && name.startsWith('freeFrom') ? '' : value / per}
        onChange={(typed) => onChange({ [name]: Math.max(min, Math.round(Number(typed) * per) || 0) })}
        min={min / per}
        decimalScale={per === 100 ? 2 : 3}
        hideControls
        inputMode="decimal"
        w={150}
      />
    )
  }
  return (
    <>
      <Group gap="sm" align="flex-end">
        {field(say.first, 'firstGrams', 1000, 1)}
        {field(say.firstFen, 'firstFen', 100, 0)}
        {field(say.step, 'stepGrams', 1000, 1)}
        {field(say.stepFen, 'stepFen', 100, 0)}
      </Group>
      <Group gap="sm" align="flex-end">
        {field(say.freeFromFen, 'freeFromFen', 100, 0)}
        {field(say.freeFromGrams, 'freeFromGrams', 1000, 0)}
      </Group>
    </>
  )
}

type TemplateProps = { template: { volumetricDivisor: number | null; joins: boolean } | undefined }

/** What holds for a whole template: charging by volume, and joining another template's parcel. */
export function TemplateFields({ template }: TemplateProps) {
  const say = useWords().freight
  const [joins, setJoins] = useState(template?.joins ?? false)
  return (
    <Group gap="lg" align="flex-start">
      <NumberInput
        name="volumetricDivisor"
        label={say.divisor}
        description={say.divisorHelp}
        defaultValue={template?.volumetricDivisor ?? ''}
        min={1000}
        max={20_000}
        allowDecimal={false}
        thousandSeparator=""
        hideControls
        maw={320}
      />
      <input type="hidden" name="joins" value={String(joins)} />
      <Switch
        label={say.joins}
        description={say.joinsHelp}
        checked={joins}
        onChange={(event) => setJoins(event.currentTarget.checked)}
        maw={420}
      />
    </Group>
  )
}

type Size = { listingId: string; lengthCm: number; widthCm: number; heightCm: number }
type SizesProps = { listings: readonly { id: string; titleZh: string; titleEn: string }[]; sizes: readonly Size[] }

/** How big a packed unit is, for goods that are light and large. */
export function PackedSizes({ listings, sizes }: SizesProps) {
  const say = useWords().freight
  const lang = useLang()
  const toast = useToast()
  const [listingId, setListing] = useState(listings[0]?.id ?? '')
  const { Form, busy, refusal } = useSending(() => toast(say.sizeSaved))
  const known = sizes.find((one) => one.listingId === listingId)
  if (listings.length === 0) return null
  return (
    <Form method="post" action="?do=size">
      <Title order={2} size="h4" mt="xl" mb="xs">
        {say.sizes}
      </Title>
      <Text c="dimmed" mb="sm">
        {say.sizesHelp}
      </Text>
      <Refused refusal={refusal} />
      <Group key={listingId} gap="sm" align="flex-end">
        <NativeSelect
          name="listingId"
          label={say.sizeOf}
          value={listingId}
          onChange={(event) => setListing(event.currentTarget.value)}
          data={listings.map((one) => ({ value: one.id, label: titleIn(lang, one) }))}
        />
        {(['lengthCm', 'widthCm', 'heightCm'] as const).map((field) => (
          <NumberInput
            key={field}
            name={field}
            label={say[field]}
            defaultValue={known?.[field] ?? ''}
            min={1}
            max={300}
            allowDecimal={false}
            hideControls
            required
            withAsterisk={false}
            w={100}
          />
        ))}
        <Button type="submit" variant="default" loading={busy}>
          {say.saveSize}
        </Button>
      </Group>
    </Form>
  )
}

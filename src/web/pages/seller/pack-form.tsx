import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from './layout.tsx'
import { freeLotCode } from '../../../engines/gs1/lot-code.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { shortDay } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

type Harvest = {
  id: string
  product: string
  grower: string
  harvestedOn: string
  weightGrams: number
  packedGrams: number
}
type Item = { id: string; name: string; netGrams: number }
type Props = {
  harvests: readonly Harvest[]
  items: readonly Item[]
  lots: readonly { code: string }[]
  today: string
  harvestId: string
  onDone: () => void
}

/** From a harvest to units on the shelf. */
export function PackForm(props: Props) {
  const say = useWords()
  const { organisationId } = useDesk()
  if (props.harvests.length > 0) return <Packing {...props} />
  return (
    <>
      <Text fw={600}>{say.packing.noHarvest}</Text>
      <Text c="dimmed">{say.packing.noHarvestHelp}</Text>
      <Button component={Link} to={`/seller/${organisationId}/harvests?new`}>
        {say.harvests.receive}
      </Button>
    </>
  )
}

function Packing({ harvests, items, lots, today, harvestId: asked, onDone }: Props) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const [harvestId, setHarvestId] = useState<string | null>(
    harvests.find(({ id }) => id === asked)?.id ?? harvests[0]?.id ?? null,
  )
  const [kind, setKind] = useState(items.length > 0 ? 'known' : 'fresh')
  const [itemId, setItemId] = useState<string | null>(items[0]?.id ?? null)
  const [freshGrams, setFreshGrams] = useState(250)
  const [units, setUnits] = useState<number | string>('')
  const [code, setCode] = useState(() => freeLotCode(today, new Set(lots.map((lot) => lot.code))))
  const harvest = harvests.find(({ id }) => id === harvestId)
  const left = harvest ? harvest.weightGrams - harvest.packedGrams : 0
  const grams = kind === 'known' ? (items.find(({ id }) => id === itemId)?.netGrams ?? 1) : freshGrams
  const fits = Math.floor(left / Math.max(1, grams))
  const { Form, busy, refusal } = useSending(() => {
    toast(say.packing.saved(code))
    onDone()
  })
  const error = (field: string) => refusal?.errors[`/${field}`]
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <SendingKey of={harvestId ?? ''} />
      <Stack gap="sm">
        <Select
          name="harvestId"
          label={say.packing.harvest}
          data={harvests.map((one) => ({
            value: one.id,
            label: `${one.product}（${say.packing.harvestOf(one.grower, shortDay(one.harvestedOn, lang), weight(one.weightGrams - one.packedGrams, lang))}）`,
          }))}
          value={harvestId}
          onChange={setHarvestId}
          allowDeselect={false}
          searchable
          size="md"
        />
        <SegmentedControl
          aria-label={say.packing.item}
          data={[
            { value: 'known', label: say.packing.known, disabled: items.length === 0 },
            { value: 'fresh', label: say.packing.fresh },
          ]}
          value={kind}
          onChange={setKind}
          size="md"
        />
        {kind === 'known' ? (
          <Select
            name="item.id"
            label={say.packing.item}
            data={items.map((item) => ({ value: item.id, label: `${item.name}  ${weight(item.netGrams, lang)}` }))}
            value={itemId}
            onChange={setItemId}
            allowDeselect={false}
            searchable
            size="md"
          />
        ) : (
          <FreshItem grams={freshGrams} setGrams={setFreshGrams} error={error} />
        )}
        <Group grow align="flex-start">
          <NumberInput
            name="units"
            data-autofocus
            label={say.packing.units}
            description={say.packing.fits(fits)}
            value={units}
            onChange={setUnits}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            inputMode="numeric"
            error={error('units')}
            size="md"
            required
            withAsterisk={false}
          />
          <TextInput
            name="lotCode"
            label={say.packing.lotCode}
            description={say.packing.lotHint}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            maxLength={20}
            error={error('lotCode')}
            autoComplete="off"
            size="md"
            required
            withAsterisk={false}
          />
        </Group>
        <TextInput
          type="date"
          name="packedOn"
          label={say.packing.packedOn}
          defaultValue={today}
          min={harvest?.harvestedOn}
          max={today}
          error={error('packedOn')}
          size="md"
          required
          withAsterisk={false}
        />
        <Button type="submit" size="lg" loading={busy} disabled={Number(units) < 1}>
          {Number(units) >= 1 ? say.packing.save(Number(units)) : say.packing.save0}
        </Button>
      </Stack>
    </Form>
  )
}

type FreshProps = { grams: number; setGrams: (grams: number) => void; error: (field: string) => string | undefined }

function FreshItem({ grams, setGrams, error }: FreshProps) {
  const say = useWords()
  return (
    <>
      <TextInput
        name="item.name"
        label={say.packing.itemName}
        placeholder={say.packing.itemNameHint}
        description={say.packing.gtin}
        error={error('item/name') ?? error('item')}
        size="md"
        required
        withAsterisk={false}
      />
      <Group grow align="flex-start">
        <NumberInput
          name="item.netGrams"
          label={say.packing.netGrams}
          value={grams}
          onChange={(value) => setGrams(Number(value) || 0)}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          inputMode="numeric"
          size="md"
        />
        <NumberInput
          name="item.shelfLifeDays"
          label={say.packing.shelfLife}
          defaultValue={365}
          min={1}
          max={3650}
          allowDecimal={false}
          inputMode="numeric"
          size="md"
        />
      </Group>
      <Select
        name="item.storage"
        label={say.packing.storage}
        data={Object.entries(say.storage).map(([value, label]) => ({ value, label }))}
        defaultValue="ambient"
        allowDeselect={false}
        size="md"
      />
    </>
  )
}

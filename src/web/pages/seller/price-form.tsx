import { Button, Group, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { captioned, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from '../pricing/words.ts'
import type { Data } from './prices.tsx'
import { Refused, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'

type Props = Data & { chosen: Data['listings'][number] }

const fenOf = (yuanTyped: number | string) => Math.round(Number(yuanTyped) * 100) || 0

/** One more price for a listing; one for the same customers, number and days is replaced. */
export function PriceForm({ listings, groups, today, chosen }: Props) {
  const lang = useLang()
  const say = pricingWords[lang].desk.prices
  const toast = useToast()
  const [price, setPrice] = useState<number | string>('')
  const [, setParams] = useSearchParams()
  const { Form, busy, refusal } = useSending(() => {
    toast(say.saved)
    setPrice('')
  })
  return (
    <Form method="post" action="?do=price">
      <Title order={2} size="h4" mt="xl" mb="sm">
        {say.fresh}
      </Title>
      <Refused refusal={refusal} />
      <Group gap="sm" align="flex-end">
        <NativeSelect
          name="listingId"
          label={say.listing}
          value={chosen.id}
          onChange={(event) => setParams({ listing: event.currentTarget.value }, { preventScrollReset: true })}
          data={listings.map((one) => ({ value: one.id, label: `${titleIn(lang, one)} ${yuan(one.priceFen)}` }))}
        />
        <NativeSelect
          name="groupId"
          label={say.who}
          data={[
            { value: '', label: say.everyone },
            ...groups.map((group) => ({ value: group.id, label: lang === 'zh' ? group.nameZh : group.nameEn })),
          ]}
        />
        <NumberInput
          name="unitsFrom"
          label={say.unitsFrom}
          defaultValue={1}
          min={1}
          max={999}
          allowDecimal={false}
          w={100}
        />
        <TextInput type="date" name="startsOn" label={say.from} min={today} />
        <TextInput type="date" name="endsOn" label={say.to} min={today} error={refusal?.errors['/endsOn']} />
        <NumberInput
          label={say.price}
          value={price}
          onChange={setPrice}
          min={0.01}
          decimalScale={2}
          hideControls
          inputMode="decimal"
          w={120}
          error={refusal?.errors['/priceFen']}
          required
          withAsterisk={false}
        />
        <input type="hidden" name="priceFen" value={fenOf(price)} />
        <Button type="submit" loading={busy} disabled={fenOf(price) < 1}>
          {say.save}
        </Button>
      </Group>
    </Form>
  )
}

/** The floor of a listing, and what its units cost less near their expiry; empty fields take the rule away. */
export function LimitsForm({ rules, chosen }: Props) {
  const lang = useLang()
  const say = pricingWords[lang].desk.prices
  const toast = useToast()
  const rule = rules.find(({ listingId }) => listingId === chosen.id)
  const [floor, setFloor] = useState<number | string>(rule?.floorFen == null ? '' : rule.floorFen / 100)
  const { Form, busy, refusal } = useSending(() => toast(say.limitsSaved))
  return (
    <Form method="post" action="?do=limits">
      <Title order={2} size="h4" mt="xl" mb="xs">
        {captioned(say.limits, titleIn(lang, chosen), lang)}
      </Title>
      <Text c="dimmed" mb="sm">
        {say.limitsHelp}
      </Text>
      <Refused refusal={refusal} />
      <input type="hidden" name="listingId" value={chosen.id} />
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={say.floor}
          value={floor}
          onChange={setFloor}
          min={0.01}
          decimalScale={2}
          hideControls
          inputMode="decimal"
          w={120}
        />
        <input type="hidden" name="floorFen" value={floor === '' ? '' : fenOf(floor)} />
        <NumberInput
          name="nearExpiry.days"
          label={say.nearDays}
          defaultValue={rule?.nearExpiryDays ?? ''}
          min={1}
          max={365}
          allowDecimal={false}
          hideControls
          w={150}
        />
        <NumberInput
          name="nearExpiry.percent"
          label={say.nearPercent}
          defaultValue={rule?.nearExpiryPercent ?? ''}
          min={1}
          max={90}
          allowDecimal={false}
          hideControls
          w={110}
        />
        <Button type="submit" variant="default" loading={busy}>
          {say.saveLimits}
        </Button>
      </Group>
    </Form>
  )
}

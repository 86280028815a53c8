import { Button, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from './words.ts'

type Kind = 'coupon' | 'reduction'
type How = 'off' | 'percent'
/** Every field a step may have; those of the other way are kept while the way changes. */
type Tier = { fromYuan: number; offYuan: number; percent: number; mostYuan: number }
type Props = {
  categories: readonly { value: string; label: string }[]
  today: string
  busy: boolean
  /** Errors by JSON pointer. */
  errors: Readonly<Record<string, string>>
  children?: ReactNode
}

const TIERS_MAX = 5
const fenOf = (amount: number) => Math.round(amount * 100)

/** What a coupon or a full reduction says, as fields of a form that its page sends. */
export function OfferFields({ categories, today, busy, errors, children }: Props) {
  const lang = useLang()
  const { desk, kinds, tier: tierWords } = pricingWords[lang]
  const say = desk.offers
  const [kind, setKind] = useState<Kind>('reduction')
  const [tiers, setTiers] = useState<Tier[]>([{ fromYuan: 99, offYuan: 10, percent: 10, mostYuan: 20 }])
  const [how, setHow] = useState<How>('off')
  const [most, setMost] = useState<number | string>(100)
  const [titles, setTitles] = useState<{ zh?: string; en?: string }>({})
  const asFen = tiers.map((tier) => tierOf(how, tier))
  const titleIn = (of: 'zh' | 'en') => asFen.map(pricingWords[of].tier).join(pricingWords[of].tierJoin)
  const largestFen = Math.max(...asFen.map((tier) => ('offFen' in tier ? tier.offFen : tier.mostFen)))
  return (
    <Stack gap="md" maw={640}>
      <SegmentedControl
        aria-label={say.kind}
        value={kind}
        onChange={(value) => setKind(value === 'coupon' ? 'coupon' : 'reduction')}
        data={(['reduction', 'coupon'] as const).map((value) => ({ value, label: kinds[value] }))}
      />
      <Text size="sm" c="dimmed">
        {say.kindHelp[kind]}
      </Text>
      <input type="hidden" name="kind" value={kind} />
      {children}
      <SegmentedControl
        aria-label={say.way}
        value={how}
        onChange={(value) => setHow(value === 'percent' ? 'percent' : 'off')}
        data={(['off', 'percent'] as const).map((value) => ({ value, label: say.hows[value] }))}
      />
      <Tiers how={how} tiers={tiers} onChange={setTiers} />
      {errors['/tiers'] && (
        <Text size="sm" c="persimmon">
          {errors['/tiers']}
        </Text>
      )}
      <Group gap="sm" align="flex-end">
        <TextInput
          name="titleZh"
          label={say.titleZh}
          value={titles.zh ?? titleIn('zh')}
          onChange={(event) => setTitles({ ...titles, zh: event.currentTarget.value })}
          error={errors['/titleZh']}
          maxLength={60}
          style={{ flex: 1 }}
        />
        <TextInput
          name="titleEn"
          label={say.titleEn}
          value={titles.en ?? titleIn('en')}
          onChange={(event) => setTitles({ ...titles, en: event.currentTarget.value })}
          error={errors['/titleEn']}
          maxLength={80}
          style={{ flex: 1 }}
        />
      </Group>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          name="category"
          label={say.category}
          data={[{ value: '', label: say.all }, ...categories.map(({ value, label }) => ({ value, label }))]}
        />
        <TextInput type="date" name="startsOn" label={say.startsOn} defaultValue={today} required />
        <TextInput type="date" name="endsOn" label={say.endsOn} min={today} error={errors['/endsOn']} required />
      </Group>
      {kind === 'coupon' && (
        <Group gap="sm" align="flex-end">
          <NumberInput
            name="claimsMost"
            label={say.most}
            value={most}
            onChange={setMost}
            min={1}
            max={1_000_000}
            thousandSeparator=""
            allowDecimal={false}
            hideControls
          />
          <NumberInput name="claimsEach" label={say.each} defaultValue={1} min={1} max={20} hideControls />
          <Text size="sm" pb={8}>
            {say.cost(yuan(largestFen * (Number(most) || 0)))}
          </Text>
        </Group>
      )}
      <Group>
        <Button type="submit" loading={busy}>
          {say.make} {asFen.map(tierWords).join(pricingWords[lang].tierJoin)}
        </Button>
      </Group>
    </Stack>
  )
}

/** A step as the operation takes it: so many fen off, or a percent up to the most. */
const tierOf = (how: How, { fromYuan, offYuan, percent, mostYuan }: Tier) =>
  how === 'off'
    ? { fromFen: fenOf(fromYuan), offFen: fenOf(offYuan) }
    : { fromFen: fenOf(fromYuan), percent, mostFen: fenOf(mostYuan) }

const fieldsOf = { off: ['fromYuan', 'offYuan'], percent: ['fromYuan', 'percent', 'mostYuan'] } as const

type TiersProps = { how: How; tiers: readonly Tier[]; onChange: (tiers: Tier[]) => void }

function Tiers({ how, tiers, onChange }: TiersProps) {
  const say = pricingWords[useLang()].desk.offers
  const change = (at: number, part: Partial<Tier>) =>
    onChange(tiers.map((tier, i) => (i === at ? { ...tier, ...part } : tier)))
  return (
    <Stack gap="xs">
      {tiers.map((tier, at) => (
        <Group key={at} gap="sm" align="flex-end">
          {fieldsOf[how].map((field) => (
            <NumberInput
              key={field}
              label={say[field]}
              value={tier[field]}
              onChange={(typed) => change(at, { [field]: Number(typed) || 0 })}
              min={field === 'percent' ? 1 : 0}
              {...(field === 'percent' && { max: 90 })}
              decimalScale={field === 'percent' ? 0 : 2}
              hideControls
              inputMode="decimal"
              w={130}
            />
          ))}
          {Object.entries(tierOf(how, tier)).map(([name, value]) => (
            <input key={name} type="hidden" name={`tiers[${at}].${name}`} value={value} />
          ))}
          {tiers.length > 1 && (
            <Button variant="subtle" color="persimmon" onClick={() => onChange(tiers.filter((_, i) => i !== at))}>
              {say.removeTier}
            </Button>
          )}
        </Group>
      ))}
      {tiers.length < TIERS_MAX && (
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              const last = tiers.at(-1) ?? { fromYuan: 0, offYuan: 0, percent: 5, mostYuan: 10 }
              const { fromYuan, offYuan, percent, mostYuan } = last
              const next = { fromYuan: fromYuan * 2, offYuan: offYuan * 2 + 5 }
              onChange([...tiers, { ...next, percent: Math.min(90, percent + 5), mostYuan: mostYuan * 2 }])
            }}
          >
            {say.addTier}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

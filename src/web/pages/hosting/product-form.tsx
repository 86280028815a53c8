import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { ticketKinds } from '../../../engines/ticket/index.ts'
import type { FormRefusal } from '../../call.ts'
import { useLang } from '../../page-context.ts'
import { nameIn } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import { tiersOut } from './fields.ts'
import { LanguageChips } from './language-chips.tsx'
import { PanelForm } from './panel-form.tsx'
import type { Gear, Product, Site } from './sights.tsx'
import { TextInBoth, ToldFields } from './told-fields.tsx'
import { useHostWords } from './words.ts'

const DEFAULT_TIERS = '24 100'
const CHILD_AGE = 14
const GROUP_PLACES = 10

type Option = Product['options'][number]
type ProductProps = { site: Site; product: Product | undefined; gear: readonly Gear[]; onDone: () => void }

/** A ticket or experience with the ways to take it. */
export function ProductForm({ site, product, gear, onDone }: ProductProps) {
  const { sights: say, houses } = useHostWords()
  const [ways, setWays] = useState<(Option | undefined)[]>(product?.options ?? [undefined])
  return (
    <PanelForm
      what="product"
      of={product?.id ?? 'new'}
      ids={{ siteId: site.id, productId: product?.id }}
      isOpen={product?.isOpen ?? true}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <NativeSelect
            name="kind"
            label={say.kind}
            defaultValue={product?.kind ?? 'ticket'}
            data={(['ticket', 'experience'] as const).map((value) => ({ value, label: say.kinds[value] }))}
          />
          <ToldFields told={product} refusal={refusal} about />
          <LanguageChips languages={product?.languages ?? ['zh']} />
          <TextInBoth
            name="notice"
            labels={{ zh: say.noticeZh, en: say.noticeEn }}
            said={{ zh: product?.noticeZh, en: product?.noticeEn }}
            charactersMax={1000}
          />
          <Title order={3} size="h5">
            {say.options}
          </Title>
          {ways.map((way, at) => (
            <OptionFields key={way?.id ?? at} at={at} option={way} site={site} gear={gear} />
          ))}
          <Button variant="default" onClick={() => setWays([...ways, undefined])}>
            {say.addOption}
          </Button>
          <Textarea
            name="tiers"
            label={houses.policy}
            description={houses.policyHelp}
            defaultValue={product === undefined ? DEFAULT_TIERS : tiersOut(product.policy)}
            autosize
            minRows={1}
          />
          <WeatherFields weather={product?.weather ?? null} refusal={refusal} />
        </>
      )}
    </PanelForm>
  )
}

type WeatherProps = { weather: Product['weather']; refusal: FormRefusal | null }

/** In which weather it is called off, and what guests get then. */
function WeatherFields({ weather, refusal }: WeatherProps) {
  const { sights: say } = useHostWords()
  const [gives, setGives] = useState<string>(weather?.gives ?? '')
  return (
    <>
      <NativeSelect
        name="weather.gives"
        label={say.weather}
        value={gives}
        onChange={(event) => setGives(event.currentTarget.value)}
        data={[
          { value: '', label: say.weatherGives.none },
          { value: 'refund', label: say.weatherGives.refund },
          { value: 'other_day', label: say.weatherGives.other_day },
        ]}
      />
      {gives !== '' && (
        <>
          {(['whenZh', 'whenEn'] as const).map((name) => (
            <TextInput
              key={name}
              name={`weather.${name}`}
              label={name === 'whenZh' ? say.weatherWhenZh : say.weatherWhenEn}
              defaultValue={weather?.[name]}
              maxLength={name === 'whenZh' ? 120 : 240}
              error={refusal?.errors[`/weather/${name}`]}
              required
              withAsterisk={false}
            />
          ))}
          <NativeSelect
            name="weather.decider"
            label={say.weatherDecider}
            defaultValue={weather?.decider}
            data={(['sight', 'authority'] as const).map((value) => ({ value, label: say.weatherDeciders[value] }))}
          />
          <NumberInput
            name="weather.hoursBefore"
            label={say.weatherHours}
            defaultValue={weather?.hoursBefore ?? 2}
            min={0}
            max={240}
          />
        </>
      )}
    </>
  )
}

type OptionProps = { at: number; option: Option | undefined; site: Site; gear: readonly Gear[] }

function OptionFields({ at, option, site, gear }: OptionProps) {
  const { sights: say, houses } = useHostWords()
  const lang = useLang()
  const name = (field: string) => `options[${at}].${field}`
  const unit = (type: string) => option?.units.find((one) => one.type === type)
  return (
    <Stack gap="xs" component="fieldset" p={0} m={0} style={{ border: 0 }}>
      <Text component="legend" fw={600}>
        {say.option(at + 1)}
      </Text>
      {option && <input type="hidden" name={name('id')} value={option.id} />}
      <input type="hidden" name={name('isOpen')} value={String(option?.isOpen ?? true)} />
      <Group grow>
        <TextInput name={name('nameZh')} label={houses.nameZh} defaultValue={option?.nameZh} maxLength={60} required />
        <TextInput name={name('nameEn')} label={houses.nameEn} defaultValue={option?.nameEn} maxLength={120} required />
      </Group>
      <NativeSelect
        name={name('resourceId')}
        label={say.resource}
        defaultValue={option?.resourceId}
        data={site.resources.map((one) => ({ value: one.id, label: nameIn(one, lang) }))}
      />
      <Group grow>
        <NumberInput
          name={name('durationMinutes')}
          label={say.duration}
          defaultValue={option?.durationMinutes ?? 120}
          min={1}
          max={1440}
          required
        />
        <NumberInput name={name('cutoffMinutes')} label={say.cutoff} defaultValue={option?.cutoffMinutes ?? 0} />
      </Group>
      <Group grow>
        <NumberInput name={name('partyMin')} label={say.partyMin} defaultValue={option?.partyMin ?? 1} min={1} />
        <NumberInput name={name('partyMax')} label={say.partyMax} defaultValue={option?.partyMax ?? 10} min={1} />
      </Group>
      <Checkbox name={name('isGuided')} value="true" label={say.isGuided} defaultChecked={option?.isGuided ?? false} />
      {gear.map((one) => (
        <NumberInput
          key={one.id}
          name={name(`lent.${one.id}`)}
          label={say.lent(nameIn(one, lang))}
          defaultValue={option?.gear.find((taken) => taken.gearId === one.id)?.peopleEach ?? ''}
          min={1}
          max={1000}
        />
      ))}
      <Text size="sm" fw={500}>
        {say.prices}
      </Text>
      <Group gap="xs">
        {ticketKinds.map((type) => (
          <NumberInput
            key={type}
            name={name(`prices.${type}`)}
            label={stayWords[lang].units[type]}
            defaultValue={unit(type) === undefined ? '' : (unit(type)?.priceFen ?? 0) / 100}
            min={0}
            decimalScale={2}
            w={96}
          />
        ))}
      </Group>
      <Group align="flex-end">
        <NumberInput
          name={name('childAge')}
          label={say.childAge}
          defaultValue={unit('child')?.ageMax ?? CHILD_AGE}
          min={0}
          max={120}
        />
        <NumberInput
          name={name('seniorAge')}
          label={say.seniorAge}
          defaultValue={unit('senior')?.ageMin ?? ''}
          min={0}
          max={120}
        />
        <NumberInput
          name={name('groupPlaces')}
          label={say.groupPlaces}
          defaultValue={unit('group')?.places ?? GROUP_PLACES}
          min={1}
          max={1000}
        />
        <Checkbox
          name={name('withAdult')}
          value="true"
          label={say.withAdult}
          defaultChecked={unit('child')?.needsAdult ?? true}
        />
      </Group>
    </Stack>
  )
}

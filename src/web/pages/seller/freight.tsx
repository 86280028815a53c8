import {
  Anchor,
  Button,
  Checkbox,
  Chip,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { listFreightTemplates, saveFreightTemplate } from '../../../modules/delivery/index.ts'
import { provinces } from '../../../modules/people/index.ts'
import { setPackedSize } from '../../../workflows/set-price.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/freight.ts'
import { act, doing } from './act.ts'
import { PackedSizes, RuleFields, RulePrices, TemplateFields } from './freight-fields.tsx'
import { assigned, freshRule, opened, quote, regions, stored } from './freight-rules.ts'
import type { RegionName, Rule, Rules } from './freight-rules.ts'
import { SellerPage } from './page.tsx'
import { allListings, langOf } from './read.ts'
import styles from './seller.module.css'
import { Refused, useSending } from './send.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const { templates, sizes } = await call(context, listFreightTemplates, { organisationId })
  const listings = await allListings(context, organisationId)
  const lang = langOf(context)
  const names = provinces().map(({ code, short, en }) => [code, lang === 'zh' ? short : en] as const)
  return {
    templates,
    sizes,
    listings: listings.map(({ id, titleZh, titleEn }) => ({ id, titleZh, titleEn })),
    names: Object.fromEntries(names),
  }
}

export const action = (args: Route.ActionArgs) =>
  new URL(args.request.url).searchParams.get('do') === 'size'
    ? act(args, { size: setPackedSize })
    : doing(args, saveFreightTemplate, withProvinces)

/** A form leaves an empty list out; the last rule's list is empty. */
function withProvinces(input: Record<string, unknown>): Record<string, unknown> {
  const rules = Array.isArray(input.rules) ? (input.rules as object[]) : []
  return { ...input, rules: rules.map((rule) => ({ provinces: [], ...rule })) }
}

type Names = Readonly<Record<string, string>>

export default function Freight({ loaderData: { templates, names, sizes, listings } }: Route.ComponentProps) {
  const say = useWords()
  const [params] = useSearchParams()
  const fresh = params.has('new') || templates.length === 0
  const template = fresh ? undefined : (templates.find(({ id }) => id === params.get('template')) ?? templates[0])
  return (
    <SellerPage
      title={say.freight.title}
      subtitle={say.freight.lead}
      action={
        <Button component={Link} to="?new" variant="default" leftSection={<IconPlus size={18} />}>
          {say.freight.fresh}
        </Button>
      }
    >
      {templates.length === 0 && (
        <>
          <Text fw={600}>{say.freight.empty}</Text>
          <Text c="dimmed" mb="md">
            {say.freight.emptyHelp}
          </Text>
        </>
      )}
      <Group gap="md" mb="lg" component="nav" aria-label={say.freight.title}>
        {templates.map((one) => (
          <Anchor
            key={one.id}
            component={Link}
            to={`?template=${one.id}`}
            fw={one.id === template?.id ? 600 : 400}
            {...(one.id === template?.id && { 'aria-current': 'true' as const })}
          >
            {one.name}
          </Anchor>
        ))}
      </Group>
      <Editor
        key={template?.id ?? 'new'}
        template={template}
        initial={opened(template?.rules ?? [{ ...freshRule() }])}
        names={names}
      />
      <PackedSizes listings={listings} sizes={sizes} />
    </SellerPage>
  )
}

type Template = Route.ComponentProps['loaderData']['templates'][number]
type EditorProps = { template: Template | undefined; initial: Rules; names: Names }

function Editor({ template, initial, names }: EditorProps) {
  const named = template?.name ?? ''
  const say = useWords()
  const toast = useToast()
  const [name, setName] = useState(named)
  const [rules, setRules] = useState(initial)
  const navigate = useNavigate()
  const { Form, busy, refusal } = useSending<{ id: string }>(({ id }) => {
    toast(say.freight.saved(name))
    void navigate(`?template=${id}`, { replace: true, preventScrollReset: true })
  })
  const change = (at: number, part: Partial<Rule>) =>
    setRules({ ...rules, named: rules.named.map((rule, i) => (i === at ? { ...rule, ...part } : rule)) })
  const remove = (at: number) => {
    const before = rules
    setRules({ ...rules, named: rules.named.filter((_, i) => i !== at) })
    toast(say.freight.removedRule, () => setRules(before))
  }
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <Stack gap="lg" maw={860}>
        <TextInput
          name="name"
          label={say.freight.name}
          placeholder={say.freight.nameHint}
          description={named === '' ? undefined : say.freight.replace}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={40}
          error={refusal?.errors['/name']}
          required
          withAsterisk={false}
          maw={360}
        />
        {rules.named.map((rule, at) => (
          <section key={at} aria-label={say.freight.rule(at + 1)}>
            <Group justify="space-between" mb="xs">
              <Title order={2} size="h4">
                {say.freight.rule(at + 1)}
                <Text component="span" c="dimmed" size="sm" ml="sm">
                  {say.freight.chosen(rule.provinces.length)}
                </Text>
              </Title>
              <Button
                variant="subtle"
                size="compact-sm"
                color="persimmon"
                leftSection={<IconTrash size={16} />}
                onClick={() => remove(at)}
              >
                {say.freight.removeRule}
              </Button>
            </Group>
            <Provinces
              names={names}
              chosen={rule.provinces}
              onChange={(chosen) => setRules(assigned(rules, at, chosen))}
            />
            <RulePrices rule={rule} onChange={(part) => change(at, part)} />
          </section>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => setRules({ ...rules, named: [...rules.named, freshRule()] })}
          style={{ alignSelf: 'flex-start' }}
        >
          {say.freight.addRule}
        </Button>
        <section aria-label={say.freight.elsewhere}>
          <Title order={2} size="h4" mb="xs">
            {say.freight.elsewhere}
          </Title>
          <RulePrices rule={rules.rest} onChange={(part) => setRules({ ...rules, rest: { ...rules.rest, ...part } })} />
        </section>
        <TemplateFields template={template} />
        <RuleFields rules={stored(rules)} />
        <TryOut rules={rules} names={names} />
        <Group className={styles.foot}>
          <Button type="submit" size="md" loading={busy} disabled={name.trim() === ''}>
            {say.save}
          </Button>
          {JSON.stringify(rules) !== JSON.stringify(initial) && <Text size="sm">{say.freight.changed}</Text>}
        </Group>
      </Stack>
    </Form>
  )
}

type ProvincesProps = { names: Names; chosen: string[]; onChange: (chosen: string[]) => void }

/** Whole parts of the country by one tick, single provinces by another. */
function Provinces({ names, chosen, onChange }: ProvincesProps) {
  const say = useWords()
  const lang = useLang()
  const [folded] = useState(chosen.length > 0)
  return (
    <details className={styles.provinces} open={!folded}>
      <summary>
        {chosen.length === 0 ? say.freight.choose : chosen.map((code) => names[code]).join(lang === 'zh' ? '、' : ', ')}
      </summary>
      <Stack gap="xs" my="sm">
        {(Object.keys(regions) as RegionName[]).map((region) => {
          const own: readonly string[] = regions[region]
          const here = own.filter((code) => chosen.includes(code))
          const others = chosen.filter((code) => !own.includes(code))
          return (
            <Group key={region} gap="xs" align="center">
              <Checkbox
                label={say.freight.regions[region]}
                w={128}
                checked={here.length === own.length}
                indeterminate={here.length > 0 && here.length < own.length}
                onChange={() => onChange(here.length === own.length ? others : [...others, ...own])}
              />
              <Chip.Group multiple value={here} onChange={(now) => onChange([...others, ...now])}>
                {own.map((code) => (
                  <Chip key={code} value={code} size="xs" variant="outline">
                    {names[code]}
                  </Chip>
                ))}
              </Chip.Group>
            </Group>
          )
        })}
      </Stack>
    </details>
  )
}

function TryOut({ rules, names }: { rules: Rules; names: Names }) {
  const say = useWords()
  const lang = useLang()
  const [province, setProvince] = useState<string | null>('31')
  const [kilograms, setKilograms] = useState<number | string>(2.5)
  const grams = Math.round(Number(kilograms) * 1000) || 1
  const fen = quote(rules, province ?? '31', grams)
  const place = names[province ?? '31'] ?? ''
  return (
    <section aria-label={say.freight.try} style={{ background: 'var(--mist)', borderRadius: 8, padding: 16 }}>
      <Title order={2} size="h4" mb="xs">
        {say.freight.try}
      </Title>
      <Group align="flex-end" gap="sm">
        <Select
          label={say.freight.tryProvince}
          data={Object.entries(names).map(([value, label]) => ({ value, label }))}
          value={province}
          onChange={setProvince}
          searchable
          allowDeselect={false}
          w={170}
        />
        <NumberInput
          label={say.freight.tryWeight}
          value={kilograms}
          onChange={setKilograms}
          min={0.01}
          max={1000}
          decimalScale={2}
          hideControls
          inputMode="decimal"
          w={120}
        />
        <Text fw={600} pb={6} aria-live="polite">
          {fen === null
            ? say.freight.exampleNo(place)
            : say.freight.example(place, weight(grams, lang), fen === 0 ? say.freight.free : yuan(fen))}
        </Text>
      </Group>
    </section>
  )
}

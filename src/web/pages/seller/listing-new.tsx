import {
  Button,
  Checkbox,
  Chip,
  Fieldset,
  Group,
  Input,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { Link, redirect } from 'react-router'
import { listFreightTemplates } from '../../../modules/delivery/index.ts'
import { listHarvests } from '../../../modules/farm/index.ts'
import { categories, wordsEn, wordsZh } from '../../../modules/market/index.ts'
import { illustrationHref, subjectOf } from '../../../modules/market/web/depiction.ts'
import { seasonWords } from '../../../modules/market/web/season.ts'
import { enterItem, listItems } from '../../../modules/stock/index.ts'
import { openListing } from '../../../workflows/open-listing.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/listing-new.ts'
import { doing } from './act.ts'
import { useAheadWords } from './ahead-words.ts'
import { NewItem } from './new-item.tsx'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { allListings, allLots, langOf } from './read.ts'
import styles from './seller.module.css'
import { Refused, SendingKey, useSending } from './send.tsx'
import { townshipChoices } from './townships.ts'
import { VillageSelect } from './village-select.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const { items } = await call(context, listItems, { organisationId })
  const { templates } = await call(context, listFreightTemplates, { organisationId })
  const { harvests } = await call(context, listHarvests, { organisationId, limit: 200 })
  const listed = new Set((await allListings(context, organisationId)).map(({ itemId }) => itemId))
  const lots = await allLots(context, organisationId)
  const villageOf = new Map(harvests.map((one) => [one.id, one.villageCode]))
  return {
    items: items
      .filter(({ id }) => !listed.has(id))
      .map((item) => ({
        ...item,
        villageCode: villageOf.get(lots.find((lot) => lot.itemId === item.id)?.harvestId ?? '') ?? '',
      })),
    templates: templates.map(({ id, name }) => ({ id, name })),
    categories: categories.map((code) => ({
      code,
      name: (lang === 'zh' ? wordsZh : wordsEn).categories[code],
      drawing: illustrationHref(subjectOf(code, ''), code),
    })),
    townships: townshipChoices(lang),
  }
}

export async function action(args: Route.ActionArgs) {
  if (new URL(args.request.url).searchParams.get('do') === 'item') return doing(args, enterItem)
  const result = await doing(args, openListing)
  return 'ok' in result ? redirect(`/seller/${args.params.organisationId}/listings`) : result
}

const ALL_YEAR = 4095

export default function NewListing({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  const { organisationId } = useDesk()
  const missing =
    loaderData.items.length === 0
      ? { title: say.newListing.noItem, help: say.newListing.noItemHelp, to: 'lots?new', go: say.newListing.toPack }
      : loaderData.templates.length === 0
        ? {
            title: say.newListing.noFreight,
            help: say.newListing.noFreightHelp,
            to: 'freight',
            go: say.newListing.toFreight,
          }
        : null
  return (
    <SellerPage title={say.newListing.title}>
      <NewItem key={loaderData.items.length} />
      {missing === null ? (
        <ListingForm key={loaderData.items.length} {...loaderData} />
      ) : (
        <Stack align="flex-start">
          <Text fw={600}>{missing.title}</Text>
          <Text c="dimmed">{missing.help}</Text>
          <Button component={Link} to={`/seller/${organisationId}/${missing.to}`}>
            {missing.go}
          </Button>
        </Stack>
      )}
    </SellerPage>
  )
}

type Loaded = Route.ComponentProps['loaderData']
type Draft = {
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  category: string
  yuan: number
  months: string[]
}

const bitsOf = (months: readonly string[]) =>
  months.reduce((bits, month) => bits | (1 << (Number(month) - 1)), 0) || ALL_YEAR

function ListingForm({ items, templates, categories: kinds, townships }: Loaded) {
  const say = useWords()
  const lang = useLang()
  const ahead = useAheadWords()
  const [itemId, setItemId] = useState<string | null>(items[0]?.id ?? null)
  const item = items.find(({ id }) => id === itemId)
  const [draft, setDraft] = useState<Draft>({
    titleZh: item?.name ?? '',
    titleEn: '',
    descriptionZh: '',
    descriptionEn: '',
    category: kinds[0]?.code ?? 'tea',
    yuan: 0,
    months: [],
  })
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const { Form, busy, refusal } = useSending(() => {})
  const error = (field: string) => refusal?.errors[`/${field}`]
  const choose = (id: string | null) => {
    setItemId(id)
    set({ titleZh: items.find((one) => one.id === id)?.name ?? '' })
  }
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <SendingKey of={itemId ?? ''} />
      <div className={`${styles.columns} ${styles.wideLeft}`}>
        <Stack>
          <Group grow align="flex-start">
            <Select
              name="itemId"
              label={say.newListing.item}
              data={items.map((one) => ({ value: one.id, label: `${one.name}  ${weight(one.netGrams, lang)}` }))}
              value={itemId}
              onChange={choose}
              allowDeselect={false}
              searchable
              error={error('itemId')}
            />
            <Select
              name="category"
              label={say.newListing.category}
              data={kinds.map(({ code, name }) => ({ value: code, label: name }))}
              value={draft.category}
              onChange={(category) => set({ category: category ?? 'tea' })}
              allowDeselect={false}
              searchable
            />
          </Group>
          <VillageSelect
            key={itemId}
            townships={townships}
            name="villageCode"
            defaultValue={item?.villageCode}
            error={error('villageCode')}
          />
          <Fieldset legend={say.newListing.words}>
            <Stack gap="sm">
              <TextInput
                name="titleZh"
                label={say.newListing.titleZh}
                value={draft.titleZh}
                onChange={(event) => set({ titleZh: event.currentTarget.value })}
                maxLength={80}
                lang="zh-CN"
                error={error('titleZh')}
                required
                withAsterisk={false}
              />
              <TextInput
                name="titleEn"
                label={say.newListing.titleEn}
                value={draft.titleEn}
                onChange={(event) => set({ titleEn: event.currentTarget.value })}
                maxLength={160}
                lang="en"
                error={error('titleEn')}
                required
                withAsterisk={false}
              />
              <Textarea
                name="descriptionZh"
                label={say.newListing.descriptionZh}
                value={draft.descriptionZh}
                onChange={(event) => set({ descriptionZh: event.currentTarget.value })}
                autosize
                minRows={3}
                maxLength={2000}
                lang="zh-CN"
                error={error('descriptionZh')}
                required
                withAsterisk={false}
              />
              <Textarea
                name="descriptionEn"
                label={say.newListing.descriptionEn}
                value={draft.descriptionEn}
                onChange={(event) => set({ descriptionEn: event.currentTarget.value })}
                autosize
                minRows={3}
                maxLength={4000}
                lang="en"
                error={error('descriptionEn')}
                required
                withAsterisk={false}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={say.newListing.sale}>
            <Stack gap="sm">
              <Group grow align="flex-start">
                <NumberInput
                  label={say.newListing.price}
                  value={draft.yuan === 0 ? '' : draft.yuan}
                  onChange={(value) => set({ yuan: Number(value) || 0 })}
                  min={0.01}
                  max={10_000_000}
                  decimalScale={2}
                  hideControls
                  inputMode="decimal"
                  error={error('priceFen')}
                  required
                  withAsterisk={false}
                />
                <Select
                  name="freightTemplateId"
                  label={say.newListing.freight}
                  data={templates.map(({ id, name }) => ({ value: id, label: name }))}
                  defaultValue={templates[0]?.id ?? null}
                  allowDeselect={false}
                  error={error('freightTemplateId')}
                />
              </Group>
              <input type="hidden" name="priceFen" value={Math.round(draft.yuan * 100)} />
              <input type="hidden" name="seasonMonths" value={bitsOf(draft.months)} />
              <Input.Wrapper label={say.newListing.season} labelElement="div">
                <Months months={draft.months} onChange={(months) => set({ months })} />
              </Input.Wrapper>
            </Stack>
          </Fieldset>
          <Checkbox name="oneOfAKind" label={ahead.onePiece} error={error('oneOfAKind')} />
          <Group className={styles.foot}>
            <Button type="submit" size="md" loading={busy} disabled={draft.yuan <= 0}>
              {say.newListing.save}
            </Button>
          </Group>
        </Stack>
        <Preview draft={draft} item={item} drawing={kinds.find(({ code }) => code === draft.category)?.drawing ?? ''} />
      </div>
    </Form>
  )
}

function Months({ months, onChange }: { months: string[]; onChange: (months: string[]) => void }) {
  const say = useWords()
  return (
    <Group gap={6} mt={4}>
      <Chip size="sm" checked={months.length === 0} onChange={() => onChange([])}>
        {say.newListing.allYear}
      </Chip>
      <Chip.Group multiple value={months} onChange={(chosen) => onChange(chosen.length === 12 ? [] : chosen)}>
        {Array.from({ length: 12 }, (_, at) => (
          <Chip key={at} size="sm" value={String(at + 1)}>
            {say.newListing.month(at + 1)}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  )
}

/** How buyers will see it, in both languages, while it is being written. */
function Preview({
  draft,
  item,
  drawing,
}: {
  draft: Draft
  item: Loaded['items'][number] | undefined
  drawing: string
}) {
  const say = useWords()
  const fen = Math.round(draft.yuan * 100)
  const perJin = item && fen > 0 ? Math.round((fen * 500) / item.netGrams) : 0
  return (
    <aside aria-label={say.newListing.preview}>
      <Title order={2} size="h4" mb="xs">
        {say.newListing.preview}
      </Title>
      {(['zh', 'en'] as const).map((lang) => (
        <div
          key={lang}
          lang={lang === 'zh' ? 'zh-CN' : 'en'}
          style={{ borderTop: '1px solid var(--line)', padding: '16px 0' }}
        >
          {lang === 'zh' && (
            <img
              src={drawing}
              alt=""
              width={200}
              height={200}
              style={{ borderRadius: 8, maxWidth: '60%', height: 'auto' }}
            />
          )}
          <Text fw={600} size="lg">
            {(lang === 'zh' ? draft.titleZh : draft.titleEn) || say.newListing.previewTitle}
          </Text>
          <Text>
            <strong>{yuan(fen)}</strong>{' '}
            <Text component="span" c="dimmed" size="sm">
              {item ? weight(item.netGrams, lang) : ''} {perJin > 0 && lang === 'zh' ? `${yuan(perJin)} / 斤` : ''}
            </Text>
          </Text>
          <Text size="sm" c="dimmed">
            {seasonWords(bitsOf(draft.months), lang)}
          </Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{lang === 'zh' ? draft.descriptionZh : draft.descriptionEn}</Text>
        </div>
      ))}
    </aside>
  )
}

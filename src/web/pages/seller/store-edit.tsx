import {
  Alert,
  Button,
  Group,
  MultiSelect,
  Radio,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEye, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { data, useRevalidator } from 'react-router'
import { bannerColours, changeListingState, changePrice, listStores } from '../../../modules/market/index.ts'
import type { decorateStore, fillStore, publishStoreDraft, StoreContent } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { FormRefusal } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/store-edit.ts'
import { sendBulk } from './bulk-send.ts'
import { useBulkWords } from './bulk-words.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { allListings } from './read.ts'
import { act } from './act.ts'
import { Refused } from './send.tsx'
import { StoreGoods } from './store-goods.tsx'
import { titleIn } from './show.tsx'
import { useStoreWords } from './store-words.ts'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, storeId } }: Route.LoaderArgs) {
  const [{ stores, placed }, listings] = await Promise.all([
    call(context, listStores, { organisationId }),
    allListings(context, organisationId),
  ])
  const store = stores.find(({ id }) => id === storeId)
  if (store === undefined) throw data(null, { status: 404 })
  const standing = new Map(placed.map((one) => [one.listingId, one.storeId]))
  return {
    store,
    colours: [...bannerColours],
    listings: listings.map(({ id, titleZh, titleEn, priceFen, state, photos }) => ({
      id,
      titleZh,
      titleEn,
      priceFen,
      state,
      photoId: photos[0]?.id ?? null,
      here: (standing.get(id) ?? (store.main ? store.id : '')) === store.id,
    })),
  }
}

export const action = (args: Route.ActionArgs) => act(args, { price: changePrice, state: changeListingState })

type Loaded = Route.ComponentProps['loaderData']
type Put = (more: Partial<StoreContent>) => void

/** What a store shows, drafted, looked at, then published. */
export default function StoreEdit({ loaderData }: Route.ComponentProps) {
  const { store } = loaderData
  const say = useStoreWords()
  const bulk = useBulkWords()
  const lang = useLang()
  const toast = useToast()
  const { organisationId, may } = useDesk()
  const { revalidate } = useRevalidator()
  const [content, setContent] = useState<StoreContent>(store.draft)
  const [refusal, setRefusal] = useState<FormRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const put: Put = (more) => setContent({ ...content, ...more })
  const save = async (): Promise<boolean> => {
    setBusy(true)
    const answer = await sendBulk<typeof decorateStore>(
      organisationId,
      'decorate',
      { storeId: store.id, content },
      bulk.lost,
    )
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) toast(say.saved)
    return answer.ok
  }
  const publish = async () => {
    if (!(await save())) return
    const answer = await sendBulk<typeof publishStoreDraft>(organisationId, 'publish', { storeId: store.id }, bulk.lost)
    if (!answer.ok) return setRefusal(answer.refusal)
    toast(say.published(answer.output.version))
    void revalidate()
  }
  return (
    <SellerPage title={lang === 'zh' ? store.draft.nameZh : store.draft.nameEn} subtitle={`/stores/${store.slug}`}>
      <Stack gap="lg" maw={760}>
        {store.state === 'withdrawn' && (
          <Alert color="persimmon" title={`${say.withdrawn}${store.reasons ?? ''}`}>
            {say.withdrawnHelp}
          </Alert>
        )}
        <Refused refusal={refusal} />
        <Words content={content} put={put} />
        <Banner {...loaderData} content={content} put={put} />
        <Sections {...loaderData} content={content} put={put} />
        <Group>
          <Button variant="default" loading={busy} onClick={() => void save()}>
            {say.save}
          </Button>
          <Button
            component="a"
            variant="default"
            href={`/stores/${store.slug}?draft`}
            target="_blank"
            leftSection={<IconEye size={18} />}
          >
            {say.preview}
          </Button>
          <Button loading={busy} onClick={() => void publish()}>
            {say.publish}
          </Button>
          <Text size="sm" c="dimmed">
            {say.version(store.version)}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {say.publishHelp}
        </Text>
        <StoreGoods goods={loaderData.listings.filter(({ here }) => here)} />
        {!store.main && may.sell && <Fill {...loaderData} />}
      </Stack>
    </SellerPage>
  )
}

type PartProps = { content: StoreContent; put: Put }

function Words({ content, put }: PartProps) {
  const say = useStoreWords()
  return (
    <>
      <Group grow align="flex-start">
        {(['nameZh', 'nameEn'] as const).map((key) => (
          <TextInput
            key={key}
            label={say[key]}
            required
            maxLength={key === 'nameZh' ? 30 : 60}
            value={content[key]}
            onChange={(event) => put({ [key]: event.currentTarget.value })}
          />
        ))}
      </Group>
      {(
        [
          ['welcomeZh', 120],
          ['welcomeEn', 240],
          ['storyZh', 1000],
          ['storyEn', 2000],
        ] as const
      ).map(([key, most]) => (
        <Textarea
          key={key}
          label={say[key]}
          maxLength={most}
          autosize
          minRows={key.startsWith('story') ? 3 : 1}
          value={content[key]}
          onChange={(event) => put({ [key]: event.currentTarget.value })}
        />
      ))}
    </>
  )
}

function Banner({ content, put, listings, colours }: PartProps & Loaded) {
  const say = useStoreWords()
  const lang = useLang()
  const { banner } = content
  const pictured = listings.filter(({ here, photoId }) => here && photoId !== null)
  return (
    <Stack gap="xs">
      <Radio.Group
        label={say.banner}
        value={banner.kind}
        onChange={(kind) =>
          put({
            banner:
              kind === 'photo' && pictured[0]?.photoId != null
                ? { kind: 'photo', photoId: pictured[0].photoId }
                : { kind: 'motif', colour: 'tea' },
          })
        }
      >
        <Group mt="xs">
          <Radio value="motif" label={say.motif} />
          <Radio value="photo" label={say.photo} disabled={pictured.length === 0} />
        </Group>
      </Radio.Group>
      {banner.kind === 'motif' ? (
        <Radio.Group
          aria-label={say.motif}
          value={banner.colour}
          onChange={(colour) => put({ banner: { kind: 'motif', colour: colour } })}
        >
          <Group>
            {colours.map((colour) => (
              <Radio key={colour} value={colour} label={say.colours[colour]} />
            ))}
          </Group>
        </Radio.Group>
      ) : (
        <Select
          label={say.bannerPhoto}
          allowDeselect={false}
          data={pictured.map((one) => ({ value: one.photoId ?? '', label: titleIn(lang, one) }))}
          value={banner.photoId}
          onChange={(photoId) => photoId !== null && put({ banner: { kind: 'photo', photoId } })}
        />
      )}
    </Stack>
  )
}

const SECTIONS_MAX = 8

function Sections({ content, put, listings }: PartProps & Loaded) {
  const say = useStoreWords()
  const lang = useLang()
  const choices = listings.filter(({ here }) => here).map((one) => ({ value: one.id, label: titleIn(lang, one) }))
  const { sections } = content
  const change = (at: number, more: Partial<(typeof sections)[number]>) =>
    put({ sections: sections.map((one, n) => (n === at ? { ...one, ...more } : one)) })
  const move = (at: number, by: 1 | -1) => {
    const moved = [...sections]
    const [one] = moved.splice(at, 1)
    if (one !== undefined) moved.splice(at + by, 0, one)
    put({ sections: moved })
  }
  return (
    <Stack gap="md">
      <MultiSelect
        label={say.featured}
        data={choices}
        value={content.featured}
        maxValues={6}
        searchable
        onChange={(featured) => put({ featured })}
      />
      <Title order={2} size="h4">
        {say.sections}
      </Title>
      {sections.map((section, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a section has no name of its own before it is typed
        <Stack key={at} gap="xs" pl="md" style={{ borderLeft: '2px solid var(--line)' }}>
          <Group grow>
            <TextInput
              label={say.sectionZh}
              required
              maxLength={30}
              value={section.titleZh}
              onChange={(event) => change(at, { titleZh: event.currentTarget.value })}
            />
            <TextInput
              label={say.sectionEn}
              required
              maxLength={60}
              value={section.titleEn}
              onChange={(event) => change(at, { titleEn: event.currentTarget.value })}
            />
          </Group>
          <MultiSelect
            label={say.sectionGoods}
            data={choices}
            value={section.listingIds}
            searchable
            maxValues={60}
            onChange={(listingIds) => change(at, { listingIds })}
          />
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={at === 0}
              leftSection={<IconArrowUp size={14} />}
              onClick={() => move(at, -1)}
            >
              {say.up}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={at === sections.length - 1}
              leftSection={<IconArrowDown size={14} />}
              onClick={() => move(at, 1)}
            >
              {say.down}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="persimmon"
              leftSection={<IconTrash size={14} />}
              onClick={() => put({ sections: sections.filter((_, n) => n !== at) })}
            >
              {say.removeSection}
            </Button>
          </Group>
        </Stack>
      ))}
      <Group>
        <Button
          variant="default"
          disabled={sections.length >= SECTIONS_MAX}
          leftSection={<IconPlus size={16} />}
          onClick={() => put({ sections: [...sections, { titleZh: '', titleEn: '', listingIds: [] }] })}
        >
          {say.addSection}
        </Button>
      </Group>
    </Stack>
  )
}

function Fill({ store, listings }: Loaded) {
  const say = useStoreWords()
  const bulk = useBulkWords()
  const lang = useLang()
  const toast = useToast()
  const { organisationId } = useDesk()
  const { revalidate } = useRevalidator()
  const [chosen, setChosen] = useState<string[]>([])
  const put = async () => {
    const sent = { storeId: store.id, listingIds: chosen }
    const answer = await sendBulk<typeof fillStore>(organisationId, 'fill', sent, bulk.lost)
    toast(answer.ok ? say.filled(answer.output.listings) : answer.refusal.title)
    if (answer.ok) setChosen([])
    void revalidate()
  }
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {say.fill}
      </Title>
      <MultiSelect
        aria-label={say.fill}
        data={listings.filter(({ here }) => !here).map((one) => ({ value: one.id, label: titleIn(lang, one) }))}
        value={chosen}
        onChange={setChosen}
        searchable
      />
      <Group>
        <Button variant="default" disabled={chosen.length === 0} onClick={() => void put()}>
          {say.put}
        </Button>
      </Group>
    </Stack>
  )
}

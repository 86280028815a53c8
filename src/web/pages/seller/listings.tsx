import { Anchor, Button, Group, NumberInput, Switch, Text } from '@mantine/core'
import { IconPhoto, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import { addPhoto, changeListingState, changePrice, removePhoto } from '../../../modules/market/index.ts'
import { illustrationHref, subjectOf } from '../../../modules/market/web/depiction.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/listings.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { ListingPhotos } from './listing-photos.tsx'
import { useListingWords } from './listing-words.ts'
import { SellerPage } from './page.tsx'
import { allListings, allLots, appOf } from './read.ts'
import type { Listing } from './read.ts'
import styles from './seller.module.css'
import { Refused, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const listings = await allListings(context, organisationId)
  const lots = await allLots(context, organisationId)
  const today = civilDate(appOf(context).clock.now())
  const stock = new Map<string, number>()
  for (const lot of lots)
    if (lot.expiresOn > today) stock.set(lot.itemId, (stock.get(lot.itemId) ?? 0) + lot.availableUnits)
  return {
    listings: listings.map((one) => ({ ...one, units: stock.get(one.itemId) ?? 0, thumb: thumbOf(one) })),
  }
}

function thumbOf({ id, titleZh, category, photos }: Listing): string {
  const [cover] = photos
  return cover ? `/photos/${cover.id}/320.webp` : illustrationHref(subjectOf(category, titleZh), id)
}

export const action = (args: Route.ActionArgs) =>
  act(args, { price: changePrice, state: changeListingState, photo: addPhoto, unphoto: removePhoto })

export type Listed = Route.ComponentProps['loaderData']['listings'][number]

export default function Listings({ loaderData: { listings } }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const { organisationId } = useDesk()
  const pictured = listings.find(({ id }) => id === params.get('photos'))
  const photos = (one: Listed) => setParams({ photos: one.id }, { preventScrollReset: true })
  return (
    <SellerPage
      title={say.listings.title}
      action={
        <Button
          component={Link}
          to={`/seller/${organisationId}/listings/new`}
          size="md"
          leftSection={<IconPlus size={20} />}
        >
          {say.listings.fresh}
        </Button>
      }
    >
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.listings.caption}
          columns={useColumns(photos)}
          rows={listings}
          rowKey={(one) => one.id}
          empty={<Empty />}
        />
      </Group>
      <ListingList listings={listings} photos={photos} />
      <SidePanel
        lang={lang}
        opened={pictured !== undefined}
        onClose={() => setParams({}, { preventScrollReset: true })}
        title={pictured ? say.listings.photosOf(titleIn(lang, pictured)) : ''}
      >
        {pictured && <ListingPhotos listing={pictured} />}
      </SidePanel>
    </SellerPage>
  )
}

function useColumns(photos: (one: Listed) => void): Column<Listed>[] {
  const say = useWords()
  const lang = useLang()
  return [
    { key: 'name', label: say.listings.name, cell: (one) => <Named one={one} /> },
    { key: 'price', label: say.listings.price, width: 130, cell: (one) => <PriceField one={one} /> },
    { key: 'stock', label: say.listings.stock, figure: true, cell: (one) => <Stock one={one} /> },
    { key: 'sold', label: say.listings.sold, figure: true, cell: (one) => one.soldUnits },
    {
      key: 'photos',
      label: say.listings.photos,
      figure: true,
      cell: (one) => (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPhoto size={16} />}
          onClick={() => photos(one)}
          aria-label={say.listings.photoCount(one.photos.length, titleIn(lang, one))}
        >
          {one.photos.length}
        </Button>
      ),
    },
    { key: 'state', label: say.listings.state, cell: (one) => <StateSwitch one={one} /> },
  ]
}

function Named({ one }: { one: Listed }) {
  const lang = useLang()
  const edit = useListingWords()
  return (
    <Group gap="sm" wrap="nowrap">
      <img className={styles.thumb} src={one.thumb} alt="" width={48} height={48} loading="lazy" />
      <div>
        <Anchor href={`/goods/${one.id}`} c="inherit">
          {titleIn(lang, one)}
        </Anchor>
        <Text size="sm" c="dimmed">
          {weight(one.netGrams, lang)} ·{' '}
          <Anchor component={Link} to={`/seller/${one.organisationId}/listings/${one.id}`} size="sm" underline="always">
            {edit.edit}
          </Anchor>
        </Text>
      </div>
    </Group>
  )
}

function Stock({ one }: { one: Listed }) {
  const say = useWords()
  return one.units > 0 ? (
    one.units
  ) : (
    <Text c="persimmon" size="sm">
      {say.listings.noStock}
    </Text>
  )
}

/** Saved on leaving the field or by Enter; the old price is one click away. */
function PriceField({ one }: { one: Listed }) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const name = titleIn(lang, one)
  const [yuanText, setYuan] = useState<number | string>(one.priceFen / 100)
  const { submit, busy, refusal } = useSending(() => {})
  const [shown, setShown] = useState(one.priceFen)
  if (shown !== one.priceFen) {
    setShown(one.priceFen)
    setYuan(one.priceFen / 100)
  }
  const change = (fen: number) =>
    void submit({ listingId: one.id, priceFen: fen }, { method: 'post', action: '?do=price' })
  const save = () => {
    const fen = Math.round(Number(yuanText) * 100)
    if (fen === one.priceFen || fen < 1 || !Number.isSafeInteger(fen)) return setYuan(one.priceFen / 100)
    const before = one.priceFen
    change(fen)
    toast(say.listings.priceToast(name, yuan(fen)), () => change(before))
  }
  return (
    <NumberInput
      aria-label={say.listings.priceOf(name)}
      value={yuanText}
      onChange={setYuan}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      min={0.01}
      max={100_000_00}
      decimalScale={2}
      fixedDecimalScale
      hideControls
      inputMode="decimal"
      disabled={busy}
      error={refusal?.title}
      size="sm"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
    />
  )
}

function StateSwitch({ one }: { one: Listed }) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const name = titleIn(lang, one)
  const { submit, busy, refusal } = useSending(() => {})
  const change = (state: 'open' | 'closed') => {
    void submit({ listingId: one.id, state }, { method: 'post', action: '?do=state' })
    toast(
      state === 'open' ? say.listings.openedToast(name) : say.listings.closedToast(name),
      () =>
        void submit(
          { listingId: one.id, state: state === 'open' ? 'closed' : 'open' },
          { method: 'post', action: '?do=state' },
        ),
    )
  }
  return (
    <>
      <Switch
        checked={one.state === 'open'}
        onChange={() => change(one.state === 'open' ? 'closed' : 'open')}
        disabled={busy}
        label={one.state === 'open' ? say.listings.opened : say.listings.closed}
        aria-label={`${name}: ${one.state === 'open' ? say.listings.opened : say.listings.closed}`}
      />
      <Refused refusal={refusal} />
    </>
  )
}

function ListingList({ listings, photos }: { listings: readonly Listed[]; photos: (one: Listed) => void }) {
  const say = useWords()
  return (
    <Group hiddenFrom="sm" display="block">
      {listings.length === 0 && <Empty />}
      <ul className={styles.list}>
        {listings.map((one) => (
          <li key={one.id} className={styles.item} style={{ padding: '12px 0' }}>
            <Named one={one} />
            <Group mt="xs" justify="space-between" wrap="nowrap" align="center">
              <div style={{ width: 112 }}>
                <PriceField one={one} />
              </div>
              <StateSwitch one={one} />
            </Group>
            <Group mt={4} justify="space-between">
              <Text size="sm" c="dimmed">
                {say.listings.stock} {one.units} · {say.listings.sold} {one.soldUnits}
              </Text>
              <Button variant="subtle" size="compact-sm" onClick={() => photos(one)}>
                {say.listings.photos} {one.photos.length}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Group>
  )
}

function Empty() {
  const say = useWords()
  return (
    <>
      <Text fw={600}>{say.listings.empty}</Text>
      <Text c="dimmed">{say.listings.emptyHelp}</Text>
    </>
  )
}

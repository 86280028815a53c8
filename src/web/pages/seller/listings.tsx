import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconEdit, IconPhoto, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listFreightTemplates } from '../../../modules/delivery/index.ts'
import { addPhoto, changeListingState, changePrice, removePhoto } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useChoice } from '../../kit/console/choice.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/listings.ts'
import { act } from './act.ts'
import { BulkPanel } from './bulk-panel.tsx'
import { useBulkWords } from './bulk-words.ts'
import { useDesk } from './layout.tsx'
import { PhotoSet } from './photo-set.tsx'
import { PriceField, StateSwitch } from './listing-fields.tsx'
import { useListingWords } from './listing-words.ts'
import { SellerPage } from './page.tsx'
import styles from './seller.module.css'
import { SheetTable } from './sheet.tsx'
import { listingFields, listingFilters } from './sheets/listings.ts'
import { listingsOnDesk } from './sheets/load.ts'
import { sheetWords } from './sheets/words.ts'
import { titleIn } from './show.tsx'
import { viewsOf } from './opening-view.ts'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const views = await viewsOf(context, request, organisationId, 'listings')
  const { templates } = await call(context, listFreightTemplates, { organisationId })
  return {
    views,
    listings: await listingsOnDesk(context, organisationId),
    templates: templates.map(({ id, name }) => ({ id, name })),
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, { price: changePrice, state: changeListingState, photo: addPhoto, unphoto: removePhoto })

export type Listed = Route.ComponentProps['loaderData']['listings'][number]

export default function Listings({ loaderData: { listings, views, templates } }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const { organisationId } = useDesk()
  const pictured = listings.find(({ id }) => id === params.get('photos'))
  const photos = (one: Listed | null) => setParams((before) => withPhotos(before, one), { preventScrollReset: true })
  const cells = useCells(photos)
  const choice = useChoice()
  const bulk = useBulkWords()
  const [changing, setChanging] = useState(false)
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
      <SheetTable
        sheet="listings"
        views={views}
        caption={say.listings.caption}
        fields={listingFields(lang).map((field): WorkField<Listed> => ({ ...field, ...cells[field.key] }))}
        filters={listingFilters(lang)}
        rows={listings}
        rowKey={(one) => one.id}
        rowName={(one) => titleIn(lang, one)}
        choice={choice}
        actions={(chosen) => (
          <Button size="compact-md" leftSection={<IconEdit size={16} />} onClick={() => setChanging(true)}>
            {bulk.open(chosen.length)}
          </Button>
        )}
        empty={<Empty />}
        phone={(shown) => <ListingList listings={shown} photos={photos} />}
      />
      <SidePanel lang={lang} opened={changing} onClose={() => setChanging(false)} title={bulk.title} wide>
        {changing && (
          <BulkPanel
            chosen={[...choice.chosen]}
            templates={templates}
            onDone={() => {
              setChanging(false)
              choice.put([])
            }}
          />
        )}
      </SidePanel>
      <SidePanel
        lang={lang}
        opened={pictured !== undefined}
        onClose={() => photos(null)}
        title={pictured ? say.listings.photosOf(titleIn(lang, pictured)) : ''}
      >
        {pictured && (
          <PhotoSet
            photos={pictured.photos}
            of={{ listingId: pictured.id }}
            base="/photos"
            alt={say.listings.photosOf(pictured.titleZh)}
          />
        )}
      </SidePanel>
    </SellerPage>
  )
}

function withPhotos(before: URLSearchParams, one: Listed | null): URLSearchParams {
  const after = new URLSearchParams(before)
  after.delete('photos')
  if (one !== null) after.set('photos', one.id)
  if (after.size === 0) after.set('view', 'none')
  return after
}

/** What is drawn otherwise than by its value alone. */
function useCells(photos: (one: Listed) => void): Record<string, Partial<WorkField<Listed>>> {
  const say = useWords()
  const lang = useLang()
  return {
    name: { cell: (one) => <Named one={one} /> },
    price: { width: 130, cell: (one) => <PriceField one={one} /> },
    stock: { cell: (one) => <Stock one={one} /> },
    photos: {
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
    state: { cell: (one) => (one.approved ? <StateSwitch one={one} /> : sheetWords[lang].stateOf.waiting) },
  }
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

function ListingList({ listings, photos }: { listings: readonly Listed[]; photos: (one: Listed) => void }) {
  const say = useWords()
  return (
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

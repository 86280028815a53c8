import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import {
  addPlacePhoto,
  addResource,
  listHelp,
  listProducts,
  listSites,
  removePlacePhoto,
  saveProduct,
} from '../../../modules/tourism/index.ts'
import { saveSight } from '../../../workflows/keep-sights.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { SellerPage } from '../seller/page.tsx'
import { langOf } from '../seller/read.ts'
import { townshipChoices, villageName } from '../seller/townships.ts'
import { nameIn } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import type { Route } from './+types/sights.ts'
import { minuteIn, tiersIn } from './fields.ts'
import styles from './hosting.module.css'
import { ProductForm } from './product-form.tsx'
import { PlacePhotos } from './place-photos.tsx'
import { optionsIn, weatherIn } from './product-input.ts'
import { ResourceForm, SiteForm } from './site-forms.tsx'
import { withOpen } from './told-fields.tsx'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const [{ sites }, { products }, { gear }] = await Promise.all([
    call(context, listSites, { organisationId }),
    call(context, listProducts, { organisationId }),
    call(context, listHelp, { organisationId }),
  ])
  const lang = langOf(context)
  return {
    sites: sites.map((site) => ({ ...site, village: villageName(site.villageCode, lang) })),
    products,
    gear,
    townships: townshipChoices(lang),
  }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'resource')
    return doing(args, addResource, ({ counted, ...input }) => ({ ...input, isTimed: counted === 'timed' }))
  if (wanted === 'photo') return doing(args, addPlacePhoto)
  if (wanted === 'unphoto') return doing(args, removePlacePhoto)
  if (wanted === 'product')
    return doing(args, saveProduct, ({ tiers, options, weather, ...input }) =>
      withOpen({ ...input, policy: tiersIn(tiers), options: optionsIn(options), weather: weatherIn(weather) }),
    )
  return doing(args, saveSight, ({ opens, closes, ...input }) =>
    withOpen({
      ...input,
      opensMinute: minuteIn(String(opens)),
      closesMinute: minuteIn(String(closes)),
    }),
  )
}

export type SightsData = Route.ComponentProps['loaderData']
export type Site = SightsData['sites'][number]
export type Product = SightsData['products'][number]
export type Gear = SightsData['gear'][number]

type Open =
  | { what: 'site'; site: Site | undefined }
  | { what: 'resource'; site: Site }
  | { what: 'product'; site: Site; product: Product | undefined }
  | { what: 'photos'; site: Site }

export default function SightsPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const { sights: say, houses } = useHostWords()
  const [open, setOpen] = useState<Open | null>(null)
  const done = () => setOpen(null)
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={<Button onClick={() => setOpen({ what: 'site', site: undefined })}>{say.add}</Button>}
    >
      {loaderData.sites.length === 0 && <Text>{say.none}</Text>}
      <Stack gap={0}>
        {loaderData.sites.map((site) => (
          <SitePlace
            key={site.id}
            site={site}
            products={loaderData.products.filter((product) => product.siteId === site.id)}
            onOpen={setOpen}
          />
        ))}
      </Stack>
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={done}
        title={open === null ? '' : open.what === 'photos' ? houses.photos : titleOf(open, say)}
        wide={open?.what === 'product'}
      >
        {open?.what === 'site' && <SiteForm site={open.site} townships={loaderData.townships} onDone={done} />}
        {open?.what === 'resource' && <ResourceForm site={open.site} onDone={done} />}
        {open?.what === 'photos' && (
          <PlacePhotos kind="site" place={loaderData.sites.find((site) => site.id === open.site.id)} />
        )}
        {open?.what === 'product' && (
          <ProductForm site={open.site} product={open.product} gear={loaderData.gear} onDone={done} />
        )}
      </SidePanel>
    </SellerPage>
  )
}

function titleOf(open: Exclude<Open, { what: 'photos' }>, say: ReturnType<typeof useHostWords>['sights']): string {
  if (open.what === 'site') return open.site === undefined ? say.add : say.edit
  if (open.what === 'resource') return say.addResource
  return open.product === undefined ? say.addProduct : say.editProduct
}

type PlaceProps = { site: Site; products: readonly Product[]; onOpen: (open: Open) => void }

function SitePlace({ site, products, onOpen }: PlaceProps) {
  const lang = useLang()
  const { sights: say, houses } = useHostWords()
  return (
    <section className={styles.place}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h4">
            {nameIn(site, lang)}
          </Title>
          <Text c="dimmed">{site.village}</Text>
          {!site.isOpen && <StatusBadge kind="neutral">{houses.closed}</StatusBadge>}
        </Group>
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'photos', site })}>
            {houses.photoCount(site.photos.length)}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'site', site })}>
            {say.edit}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'resource', site })}>
            {say.addResource}
          </Button>
          <Button
            size="compact-sm"
            disabled={site.resources.length === 0}
            onClick={() => onOpen({ what: 'product', site, product: undefined })}
          >
            {say.addProduct}
          </Button>
        </Group>
      </Group>
      {site.resources.length === 0 ? (
        <Text c="dimmed">{say.noResource}</Text>
      ) : (
        <Text c="dimmed">
          {site.resources
            .map((one) => `${nameIn(one, lang)} (${one.isTimed ? say.timed : say.byDay})`)
            .join(lang === 'zh' ? '、' : ', ')}
        </Text>
      )}
      {products.map((product) => (
        <Group key={product.id} justify="space-between" py={4}>
          <span>
            <strong>{nameIn(product, lang)}</strong>{' '}
            <Text span c="dimmed">
              {product.options
                .flatMap((option) => option.units)
                .map((unit) => `${stayWords[lang].units[unit.type]} ${yuan(unit.priceFen)}`)
                .join(lang === 'zh' ? '、' : ', ')}
            </Text>{' '}
            {!product.isOpen && <StatusBadge kind="neutral">{houses.closed}</StatusBadge>}
          </span>
          <Group gap="xs">
            <Anchor href={`/visits/${product.id}`}>{houses.see}</Anchor>
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen({ what: 'product', site, product })}>
              {say.editProduct}
            </Button>
          </Group>
        </Group>
      ))}
    </section>
  )
}

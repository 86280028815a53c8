import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import {
  inviteToGroup,
  listGroups,
  listPrices,
  removeFromGroup,
  removePrice,
  saveGroup,
} from '../../../modules/pricing/index.ts'
import { setListingRule, setPrice } from '../../../workflows/set-price.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { civilDate as dayIn, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from '../pricing/words.ts'
import type { Route } from './+types/prices.ts'
import { act } from './act.ts'
import { CustomerGroups } from './customer-groups.tsx'
import { SellerPage } from './page.tsx'
import { LimitsForm, PriceForm } from './price-form.tsx'
import { allListings, appOf } from './read.ts'
import styles from './seller.module.css'
import { Refused, useSending } from './send.tsx'
import { SheetTable } from './sheet.tsx'
import { withListings } from './sheets/load.ts'
import type { PriceOnDesk } from './sheets/load.ts'
import { priceFields, priceFilters } from './sheets/prices.ts'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { viewsOf } from './opening-view.ts'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const views = await viewsOf(context, request, organisationId, 'prices')
  const [{ prices, rules }, { groups }, listings] = await Promise.all([
    call(context, listPrices, { organisationId }),
    call(context, listGroups, { organisationId }),
    allListings(context, organisationId),
  ])
  const { clock, settings } = appOf(context)
  return {
    views,
    prices: withListings(prices, listings),
    rules,
    groups,
    listings: listings.map(({ id, titleZh, titleEn, priceFen }) => ({ id, titleZh, titleEn, priceFen })),
    today: civilDate(clock.now()),
    site: settings.publicUrl,
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    price: setPrice,
    unprice: removePrice,
    limits: setListingRule,
    group: saveGroup,
    invite: inviteToGroup,
    unmember: removeFromGroup,
  })

export type Data = Route.ComponentProps['loaderData']

/** Prices beside the listed ones: for groups, from a number of units, between days; floors and near expiry. */
export default function Prices({ loaderData }: Route.ComponentProps) {
  const say = pricingWords[useLang()].desk
  const [params] = useSearchParams()
  const { listings } = loaderData
  const chosen = listings.find(({ id }) => id === params.get('listing')) ?? listings[0]
  return (
    <SellerPage title={say.prices.title} subtitle={say.prices.lead}>
      <PriceTable {...loaderData} />
      {chosen === undefined ? (
        <Text>{say.prices.noListings}</Text>
      ) : (
        <>
          <PriceForm {...loaderData} chosen={chosen} />
          <LimitsForm key={chosen.id} {...loaderData} chosen={chosen} />
        </>
      )}
      <Title order={2} size="h4" mt="xl" mb="xs">
        {say.groups.title}
      </Title>
      <Text c="dimmed" mb="sm">
        {say.groups.lead}
      </Text>
      <CustomerGroups {...loaderData} />
    </SellerPage>
  )
}

function PriceTable({ prices, views }: Data) {
  const lang = useLang()
  const say = pricingWords[lang].desk.prices
  const toast = useToast()
  const { submit, busy, refusal } = useSending(() => toast(say.removed))
  const cells: Record<string, Pick<WorkField<PriceOnDesk>, 'cell'> | undefined> = {
    listing: {
      cell: ({ listing }) => (
        <Anchor component={Link} to={`?listing=${listing.id}`}>
          {titleIn(lang, listing)}
        </Anchor>
      ),
    },
    remove: {
      cell: ({ id }) => (
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="persimmon"
            size="compact-sm"
            disabled={busy}
            onClick={() => void submit({ priceId: id }, { method: 'post', action: '?do=unprice' })}
          >
            {say.remove}
          </Button>
        </Group>
      ),
    },
  }
  return (
    <>
      <Refused refusal={refusal} />
      <SheetTable
        sheet="prices"
        views={views}
        caption={say.title}
        rows={prices}
        rowKey={({ id }) => id}
        rowName={({ listing }) => titleIn(lang, listing)}
        fields={[...priceFields(lang), { key: 'remove', label: say.remove, sortable: false, value: () => null }].map(
          (field): WorkField<PriceOnDesk> => ({ ...field, ...cells[field.key] }),
        )}
        filters={priceFilters(lang)}
        empty={
          <>
            <Text fw={600}>{say.empty}</Text>
            <Text c="dimmed">{say.emptyHelp}</Text>
          </>
        }
        phone={(shown) => <PriceList prices={shown} remove={cells.remove?.cell} />}
      />
    </>
  )
}

type PriceListProps = { prices: readonly PriceOnDesk[]; remove: WorkField<PriceOnDesk>['cell'] }

function PriceList({ prices, remove }: PriceListProps) {
  const lang = useLang()
  const say = pricingWords[lang].desk.prices
  const day = (date: string | null) => (date === null ? null : dayIn(date, lang))
  return (
    <ul className={styles.list}>
      {prices.map((one) => (
        <li key={one.id} className={styles.item} style={{ padding: '12px 0' }}>
          <span className={styles.between}>
            <strong>{titleIn(lang, one.listing)}</strong>
            <span className={styles.figure}>{yuan(one.priceFen)}</span>
          </span>
          <Text size="sm" c="dimmed">
            {one.group === null ? say.everyone : lang === 'zh' ? one.group.nameZh : one.group.nameEn} ·{' '}
            {say.units(one.unitsFrom)} ·{' '}
            {one.startsOn === null && one.endsOn === null ? say.always : say.range(day(one.startsOn), day(one.endsOn))}
          </Text>
          {remove?.(one)}
        </li>
      ))}
    </ul>
  )
}

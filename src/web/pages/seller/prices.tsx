import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { useSearchParams } from 'react-router'
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
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate as dayIn, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from '../pricing/words.ts'
import type { Route } from './+types/prices.ts'
import { act } from './act.ts'
import { CustomerGroups } from './customer-groups.tsx'
import { SellerPage } from './page.tsx'
import { LimitsForm, PriceForm } from './price-form.tsx'
import { allListings, appOf } from './read.ts'
import { Refused, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const [{ prices, rules }, { groups }, listings] = await Promise.all([
    call(context, listPrices, { organisationId }),
    call(context, listGroups, { organisationId }),
    allListings(context, organisationId),
  ])
  const { clock, settings } = appOf(context)
  return {
    prices,
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

function PriceTable({ prices, listings }: Data) {
  const lang = useLang()
  const say = pricingWords[lang].desk.prices
  const toast = useToast()
  const { submit, busy, refusal } = useSending(() => toast(say.removed))
  const named = new Map(listings.map((one) => [one.id, one]))
  const day = (date: string | null) => (date === null ? null : dayIn(date, lang))
  return (
    <>
      <Refused refusal={refusal} />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={prices}
        rowKey={({ id }) => id}
        empty={
          <>
            <Text fw={600}>{say.empty}</Text>
            <Text c="dimmed">{say.emptyHelp}</Text>
          </>
        }
        columns={[
          {
            key: 'listing',
            label: say.listing,
            cell: ({ listingId }) => {
              const listing = named.get(listingId)
              return (
                listing && (
                  <Anchor href={`?listing=${listingId}`}>
                    {titleIn(lang, listing)}{' '}
                    <Text component="span" size="sm" c="dimmed">
                      {say.listed(yuan(listing.priceFen))}
                    </Text>
                  </Anchor>
                )
              )
            },
          },
          {
            key: 'who',
            label: say.who,
            cell: ({ group }) => (group === null ? say.everyone : lang === 'zh' ? group.nameZh : group.nameEn),
          },
          { key: 'units', label: say.unitsFrom, cell: ({ unitsFrom }) => say.units(unitsFrom) },
          {
            key: 'days',
            label: say.from,
            cell: ({ startsOn, endsOn }) =>
              startsOn === null && endsOn === null ? say.always : say.range(day(startsOn), day(endsOn)),
          },
          { key: 'price', label: say.price, figure: true, cell: ({ priceFen }) => yuan(priceFen) },
          {
            key: 'remove',
            label: '',
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
        ]}
      />
    </>
  )
}

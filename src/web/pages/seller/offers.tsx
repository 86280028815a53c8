import { Title } from '@mantine/core'
import { civilDate } from '../../../kernel/clock.ts'
import { categories } from '../../../modules/market/index.ts'
import { categoryName } from '../../../modules/market/web/words.ts'
import { closeOffer, makeOffer } from '../../../modules/pricing/index.ts'
import { listSellerOffers } from '../../../workflows/list-offers.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { OfferFields } from '../pricing/offer-form.tsx'
import { OfferTable } from '../pricing/offer-table.tsx'
import { pricingWords } from '../pricing/words.ts'
import type { Route } from './+types/offers.ts'
import { act } from './act.ts'
import { SellerPage } from './page.tsx'
import { appOf, langOf } from './read.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const { offers } = await call(context, listSellerOffers, { organisationId })
  const now = appOf(context).clock.now()
  const lang = langOf(context)
  const classes = categories.map((value) => ({ value, label: categoryName(value, lang) }))
  return { offers, now, today: civilDate(now), categories: classes }
}

export const action = (args: Route.ActionArgs) => act(args, { make: makeOffer, end: closeOffer })

/** The seller's coupons and full reductions, and what each has cost. */
export default function Offers({ loaderData }: Route.ComponentProps) {
  const say = pricingWords[useLang()].desk.offers
  const toast = useToast()
  const making = useSending(() => toast(say.made))
  const ending = useSending(() => toast(say.ended))
  const { offers, now, today } = loaderData
  return (
    <SellerPage title={say.title} subtitle={say.lead}>
      <Refused refusal={ending.refusal} />
      <OfferTable
        offers={offers}
        now={now}
        busy={ending.busy}
        onEnd={({ id }) => void ending.submit({ offerId: id }, { method: 'post', action: '?do=end' })}
      />
      <Title order={2} size="h4" mt="xl" mb="sm">
        {say.fresh}
      </Title>
      <making.Form method="post" action="?do=make">
        <Refused refusal={making.refusal} />
        <SendingKey of={offers.length} />
        <OfferFields
          key={offers.length}
          categories={loaderData.categories}
          today={today}
          busy={making.busy}
          errors={making.refusal?.errors ?? {}}
        />
      </making.Form>
    </SellerPage>
  )
}

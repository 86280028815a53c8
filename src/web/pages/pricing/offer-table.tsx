import { Button, Text } from '@mantine/core'
import { DataTable } from '../../kit/console/table.tsx'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { dayWords } from '../moment.ts'
import { titleOf } from './explain.tsx'
import { pricingWords } from './words.ts'

export type ShownOffer = {
  id: string
  kind: 'coupon' | 'reduction'
  titleZh: string
  titleEn: string
  bearerKind: 'seller' | 'platform' | 'brand'
  tiers: ({ fromFen: number; offFen: number } | { fromFen: number; percent: number; mostFen: number })[]
  startsAt: Date
  endsAt: Date
  state: 'open' | 'closed'
  claims: number
  claimsMost: number | null
  orders: number
  discountFen: number
  paidFen: number
}

type Props = { offers: readonly ShownOffer[]; now: Date; busy: boolean; onEnd: (offer: ShownOffer) => void }

/** Offers made, newest first: what they say, how they do, what they cost. */
export function OfferTable({ offers, now, busy, onEnd }: Props) {
  const lang = useLang()
  const words = pricingWords[lang]
  const say = words.desk.offers
  return (
    <DataTable
      lang={lang}
      caption={say.list}
      rows={offers}
      rowKey={({ id }) => id}
      empty={
        <>
          <Text fw={600}>{say.empty}</Text>
          <Text c="dimmed">{say.emptyHelp}</Text>
        </>
      }
      columns={[
        {
          key: 'title',
          label: say.what,
          cell: (row) => (
            <>
              <strong>{row.tiers.map(words.tier).join(words.tierJoin)}</strong>
              <Text size="sm" c="dimmed">
                {words.kinds[row.kind]} · {titleOf(row, lang)} · {words.bearers[row.bearerKind]}
              </Text>
            </>
          ),
        },
        {
          key: 'when',
          label: say.when,
          cell: (row) => `${dayWords(row.startsAt, lang)} – ${dayWords(new Date(row.endsAt.getTime() - 1), lang)}`,
        },
        {
          key: 'how',
          label: say.how,
          cell: (row) => (
            <>
              {say.result(row.orders, yuan(row.discountFen), yuan(row.paidFen))}
              {row.claimsMost !== null && (
                <Text size="sm" c="dimmed">
                  {say.claims(row.claims, row.claimsMost)}
                </Text>
              )}
            </>
          ),
        },
        {
          key: 'state',
          cell: (row) => {
            const state = stateOf(row, now)
            if (state !== 'open' && state !== 'later')
              return <StatusBadge kind="neutral">{say.state[state]}</StatusBadge>
            return (
              <Button variant="subtle" color="persimmon" size="compact-sm" disabled={busy} onClick={() => onEnd(row)}>
                {say.end}
              </Button>
            )
          },
        },
      ]}
    />
  )
}

function stateOf({ state, startsAt, endsAt }: ShownOffer, now: Date) {
  if (state === 'closed') return 'closed'
  if (endsAt <= now) return 'over'
  return startsAt > now ? 'later' : 'open'
}

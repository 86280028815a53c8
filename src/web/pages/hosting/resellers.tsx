import { Alert, Button, Code, CopyButton, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import {
  addReseller,
  closeReseller,
  listHouseChannels,
  listHouseOnChannel,
  listHouses,
  listResellers,
  renewResellerKey,
} from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { words as kit } from '../../kit/words.ts'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import { dayOf } from '../seller/show.tsx'
import type { Route } from './+types/resellers.ts'
import styles from './hosting.module.css'
import { Platforms } from './platforms.tsx'
import { ResellerForm, StopForm } from './reseller-forms.tsx'
import { useResellerWords } from './reseller-words.ts'
import type { ResellerWords } from './reseller-words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const { resellers } = await call(context, listResellers, { organisationId })
  const { houses } = await call(context, listHouses, { organisationId })
  const listed = await call(context, listHouseChannels, { organisationId })
  return {
    resellers,
    octo: `${appOf(context).settings.publicUrl}/octo`,
    houses: houses.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
    ...listed,
  }
}

/** Percent as people say it, the share as the operation takes it: 10 is 0.1. */
function withRate({ percent, ...input }: Record<string, unknown>) {
  return { ...input, commissionRate: String(Number((Number(percent ?? 0) / 100).toFixed(4))) }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'stop') return doing(args, closeReseller)
  if (wanted === 'renew') return doing(args, renewResellerKey)
  return wanted === 'list' ? doing(args, listHouseOnChannel) : doing(args, addReseller, withRate)
}

export type ResellersData = Route.ComponentProps['loaderData']
export type Reseller = ResellersData['resellers'][number]
type Open = { what: 'add' } | { what: 'stop' | 'renew'; reseller: Reseller }

/** Who sells elsewhere by which key, and which platforms are told of which house. */
export default function ResellersPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useResellerWords()
  const { may } = useDesk()
  const [open, setOpen] = useState<Open | null>(null)
  const [key, setKey] = useState<string | null>(null)
  const done = (made?: string) => {
    setOpen(null)
    if (made !== undefined) setKey(made)
  }
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={may.sell && <Button onClick={() => setOpen({ what: 'add' })}>{say.add}</Button>}
    >
      {key !== null && <NewKey octo={loaderData.octo} value={key} onClose={() => setKey(null)} />}
      <Title order={2} size="h4">
        {say.resellers}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {say.resellersLead}
      </Text>
      <DataTable
        lang={lang}
        caption={say.resellers}
        rows={loaderData.resellers}
        rowKey={(one) => one.id}
        empty={say.none}
        columns={[
          ...columnsOf(say, lang),
          ...(may.sell
            ? [{ key: 'act', label: say.act, cell: (one: Reseller) => <Acts one={one} onOpen={setOpen} /> }]
            : []),
        ]}
      />
      <Platforms {...loaderData} />
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={() => done()}
        title={open === null ? '' : titleOf(open, say)}
      >
        {open?.what === 'add' && <ResellerForm onDone={done} />}
        {(open?.what === 'stop' || open?.what === 'renew') && (
          <StopForm what={open.what} reseller={open.reseller} onDone={done} />
        )}
      </SidePanel>
    </SellerPage>
  )
}

function titleOf(open: Open, say: ResellerWords): string {
  if (open.what === 'add') return say.add
  return open.what === 'stop' ? say.stopTitle(open.reseller.name) : say.renewTitle(open.reseller.name)
}

const percentOf = (rate: string) => `${Number((Number(rate) * 100).toFixed(2))}%`

const columnsOf = (say: ResellerWords, lang: 'zh' | 'en'): Column<Reseller>[] => [
  { key: 'name', label: say.name, cell: (one) => <strong>{one.name}</strong> },
  {
    key: 'state',
    label: say.state,
    cell: (one) => (
      <StatusBadge kind={one.endedAt === null ? 'success' : 'neutral'}>
        {one.endedAt === null ? say.active : say.ended}
      </StatusBadge>
    ),
  },
  { key: 'since', label: say.since, whole: true, cell: (one) => civilDate(dayOf(new Date(one.madeAt)), lang) },
  { key: 'rate', label: say.rate, figure: true, cell: (one) => percentOf(one.commissionRate) },
  { key: 'sold', label: say.sold, figure: true, cell: (one) => one.bookings },
  { key: 'fen', label: say.soldFor, figure: true, cell: (one) => yuan(one.soldFen) },
]

function Acts({ one, onOpen }: { one: Reseller; onOpen: (open: Open) => void }) {
  const say = useResellerWords()
  return (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'renew', reseller: one })}>
        {one.endedAt === null ? say.renew : say.resume}
      </Button>
      {one.endedAt === null && (
        <Button
          variant="subtle"
          size="compact-sm"
          color="persimmon"
          onClick={() => onOpen({ what: 'stop', reseller: one })}
        >
          {say.stop}
        </Button>
      )}
    </Group>
  )
}

function NewKey({ octo, value, onClose }: { octo: string; value: string; onClose: () => void }) {
  const lang = useLang()
  const say = useResellerWords()
  return (
    <Alert
      color="bamboo"
      title={say.keyTitle}
      mb="md"
      withCloseButton
      closeButtonLabel={kit[lang].close}
      onClose={onClose}
      role="status"
    >
      <div className={styles.address}>
        {say.address} <Code>{octo}</Code>
      </div>
      <div className={styles.address}>
        {say.key} <Code>{value}</Code>{' '}
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {copied ? say.copied : say.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </Alert>
  )
}

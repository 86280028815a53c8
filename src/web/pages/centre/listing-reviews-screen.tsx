import { Anchor, Button, Group, SegmentedControl, Stack, Table, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useFetcher, useNavigate } from 'react-router'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { ErrorNotice, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { fieldNames } from '../listing-fields.ts'
import { Choices } from './chips.tsx'
import { moment } from './format.ts'
import { useGoodsWords } from './goods-words.ts'
import { CentrePage } from './page.tsx'
import type { Reviews } from './listing-reviews.tsx'
import { useWords } from './words.ts'

type Review = Reviews['reviews'][number]
const states = ['submitted', 'approved', 'returned'] as const

/** The queue, and the one at hand with its changes side by side. */
export function ReviewsScreen({ state, waiting, reviews, open }: Reviews) {
  const lang = useLang()
  const say = useGoodsWords()
  const navigate = useNavigate()
  const opened = reviews.find(({ id }) => id === open)
  const address = (id: string | null) => `/centre/listing-reviews?state=${state}${id === null ? '' : `&open=${id}`}`
  return (
    <CentrePage title={say.reviews}>
      <Choices
        label={say.reviews}
        choices={states.map((one) => ({
          href: `/centre/listing-reviews?state=${one}`,
          label: one === 'submitted' && waiting > 0 ? `${say.states[one]} ${waiting}` : say.states[one],
          current: one === state,
        }))}
      />
      <DataTable
        lang={lang}
        caption={say.reviews}
        rows={reviews}
        rowKey={({ id }) => id}
        openKey={opened?.id}
        onOpen={({ id }) => void navigate(address(id), { preventScrollReset: true })}
        empty={say.empty[state]}
        columns={[
          { key: 'title', label: say.listing, cell: (row) => <strong>{row.title}</strong> },
          { key: 'seller', label: say.seller, cell: (row) => row.seller },
          {
            key: 'changes',
            label: say.changes,
            cell: (row) => (row.fresh ? say.fresh : row.rows.map((one) => fieldNames[lang][one.field]).join(' · ')),
          },
          { key: 'at', label: say.at, cell: (row) => moment(new Date(row.submittedAt), lang) },
        ]}
      />
      <SidePanel
        lang={lang}
        opened={opened !== undefined}
        onClose={() => void navigate(address(null), { preventScrollReset: true })}
        title={opened?.title ?? ''}
      >
        {opened && <Details key={opened.id} review={opened} />}
      </SidePanel>
    </CentrePage>
  )
}

function Details({ review }: { review: Review }) {
  const lang = useLang()
  const say = useGoodsWords()
  return (
    <Stack>
      <Text c="dimmed">
        {review.seller} · {moment(new Date(review.submittedAt), lang)} ·{' '}
        <Anchor href={`/goods/${review.listingId}`}>{say.see}</Anchor>
      </Text>
      {review.reasons && <Text>{`${say.reasons}：${review.reasons}`}</Text>}
      <SideBySide review={review} />
      {review.required.length > 0 && (
        <div>
          <Text fw={600}>{say.required}</Text>
          {review.required.map((rule) => (
            <Text size="sm" key={rule.field}>
              {fieldNames[lang][rule.field]}
              {rule.missing && <StatusBadge kind="danger">{say.missing}</StatusBadge>}
              <Text span size="sm" c="dimmed" lang="zh-CN">
                {' '}
                {rule.source}
              </Text>
            </Text>
          ))}
        </div>
      )}
      {review.state === 'submitted' && <Decide id={review.id} />}
      {review.state === 'approved' && <CallBack listingId={review.listingId} />}
      <Mode review={review} />
    </Stack>
  )
}

function SideBySide({ review: { rows, fresh } }: { review: Review }) {
  const lang = useLang()
  const say = useGoodsWords()
  return (
    <Table verticalSpacing="xs" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={100}>{say.changes}</Table.Th>
          {!fresh && <Table.Th>{say.before}</Table.Th>}
          <Table.Th>{fresh ? say.fresh : say.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.field}>
            <Table.Th scope="row">{fieldNames[lang][row.field]}</Table.Th>
            {!fresh && <Table.Td style={{ whiteSpace: 'pre-line' }}>{row.before}</Table.Td>}
            <Table.Td style={{ whiteSpace: 'pre-line' }}>
              {row.before === row.after ? (
                row.after
              ) : (
                <ins style={{ textDecoration: 'none', fontWeight: 600 }}>{row.after}</ins>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function useDeciding() {
  const fetcher = useFetcher<Attempt<unknown>>()
  const busy = fetcher.state !== 'idle'
  return { fetcher, busy, refusal: !busy && fetcher.data?.ok === false ? fetcher.data.refusal : null }
}

function Decide({ id }: { id: string }) {
  const lang = useLang()
  const say = useGoodsWords()
  const cancel = useWords().cancel
  const { fetcher, busy, refusal } = useDeciding()
  const [returning, setReturning] = useState(false)
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <input type="hidden" name="reviewId" value={id} />
      {returning ? (
        <Stack>
          <Textarea
            name="reasons"
            label={say.reasons}
            description={say.reasonsHelp}
            autosize
            minRows={3}
            maxLength={500}
            required
          />
          <Group>
            <Button type="submit" name="intent" value="return" color="persimmon" loading={busy}>
              {say.return}
            </Button>
            <Button variant="default" onClick={() => setReturning(false)}>
              {cancel}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Group>
          <Button type="submit" name="intent" value="approve" loading={busy}>
            {say.approve}
          </Button>
          <Button variant="default" onClick={() => setReturning(true)}>
            {say.return}
          </Button>
        </Group>
      )}
    </fetcher.Form>
  )
}

function CallBack({ listingId }: { listingId: string }) {
  const lang = useLang()
  const say = useGoodsWords()
  const { fetcher, busy, refusal } = useDeciding()
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <input type="hidden" name="listingId" value={listingId} />
      <Stack>
        <Textarea name="reasons" label={say.reasons} description={say.reasonsHelp} autosize maxLength={500} required />
        <Button type="submit" name="intent" value="call_back" color="persimmon" loading={busy}>
          {say.callBack}
        </Button>
      </Stack>
    </fetcher.Form>
  )
}

function Mode({ review }: { review: Review }) {
  const say = useGoodsWords()
  const { fetcher, busy } = useDeciding()
  return (
    <div>
      <Text size="sm" fw={600} id="mode">
        {say.mode}
      </Text>
      <SegmentedControl
        aria-labelledby="mode"
        value={review.mode ?? 'trusted'}
        disabled={busy}
        onChange={(mode) =>
          void fetcher.submit({ intent: 'mode', sellerId: review.organisationId, mode }, { method: 'post' })
        }
        data={(['before', 'trusted'] as const).map((value) => ({ value, label: say.modes[value] }))}
      />
    </div>
  )
}

import { Table, Text } from '@mantine/core'
import { seasonWords } from '../../../modules/market/web/season.ts'
import { reasonWords } from '../../../modules/market/web/words.ts'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useBulkWords } from './bulk-words.ts'
import { titleIn } from './show.tsx'

type Value = string | number | null | undefined
export type DiffRow = {
  listingId: string
  titleZh: string
  titleEn: string
  edit: { before: Record<string, Value>; after: Record<string, Value> } | null
  refusal: { code: string; params: Record<string, string | number> } | null
}

const SHOWN = 300

/** Each listing before and after; what cannot be done stands first, with its reason. */
export function BulkDiff({ rows, freight }: { rows: readonly DiffRow[]; freight: ReadonlyMap<string, string> }) {
  const say = useBulkWords()
  const lang = useLang()
  const telling = rows
    .filter(({ edit, refusal }) => edit !== null || refusal !== null)
    .toSorted((a, b) => Number(b.refusal !== null) - Number(a.refusal !== null))
  return (
    <div style={{ overflowX: 'auto' }} role="region" aria-label={say.preview} tabIndex={0}>
      <Table fz="sm" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say.listing}</Table.Th>
            <Table.Th scope="col">{say.before}</Table.Th>
            <Table.Th scope="col">{say.after}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {telling.slice(0, SHOWN).map((row) => (
            <Table.Tr key={row.listingId}>
              <Table.Td>
                {titleIn(lang, row)}
                {row.refusal && (
                  <Text size="sm" c="var(--persimmon-deep)">
                    {reasonWords(row.refusal, lang)}
                  </Text>
                )}
              </Table.Td>
              <Sides row={row} freight={freight} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {telling.length > SHOWN && (
        <Text size="sm" c="dimmed" mt="xs">
          {say.moreRows(telling.length - SHOWN)}
        </Text>
      )}
    </div>
  )
}

function Sides({ row, freight }: { row: DiffRow; freight: ReadonlyMap<string, string> }) {
  const say = useBulkWords()
  const lang = useLang()
  const told = (key: string, value: Value): string => {
    if (value === null || value === undefined || value === '') return say.none
    if (key === 'priceFen') return yuan(Number(value))
    if (key === 'seasonMonths') return seasonWords(Number(value), lang)
    if (key === 'freightTemplateId') return freight.get(String(value)) ?? ''
    if (key === 'state') return say.states[value === 'open' ? 'open' : 'closed']
    return String(value)
  }
  const side = (values: Record<string, Value> | undefined) =>
    Object.entries(values ?? {}).map(([key, value]) => (
      <div key={key}>
        <Text component="span" size="sm" c="dimmed">
          {say.field[key as keyof typeof say.field]}{' '}
        </Text>
        {told(key, value)}
      </div>
    ))
  return (
    <>
      <Table.Td>{side(row.edit?.before)}</Table.Td>
      <Table.Td>{side(row.edit?.after)}</Table.Td>
    </>
  )
}

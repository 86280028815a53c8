import { Anchor, Group, Text, Title } from '@mantine/core'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { useMoneyWords } from '../money/words.ts'
import { useDesk } from './layout.tsx'

/** The months of a seller, each as a statement to keep and as vouchers for its accountant. */
export function Months({ months }: { months: readonly string[] }) {
  const lang = useLang()
  const { statements: say, months: words, file } = useMoneyWords()
  const { organisationId } = useDesk()
  const href = (kind: string, month: string) => `/seller/${organisationId}/export/${kind}/${month}`
  return (
    <section>
      <Title order={2} size="h3" mt="xl">
        {say.title}
      </Title>
      <Text c="dimmed" mb="sm" maw={680}>
        {say.lead}
      </Text>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={months.map((month) => ({ month }))}
        rowKey={({ month }) => month}
        empty={say.none}
        columns={[
          { key: 'month', label: words.month, cell: ({ month }) => month },
          {
            key: 'statement',
            label: say.title,
            cell: ({ month }) => (
              <Group gap="md">
                <Anchor href={href('month', `${month}.pdf`)} target="_blank">
                  {file.pdf}
                </Anchor>
                <Anchor href={href('month', `${month}.xlsx`)}>{file.workbook}</Anchor>
              </Group>
            ),
          },
          {
            key: 'vouchers',
            label: say.vouchers,
            cell: ({ month }) => (
              <Group gap="md">
                <Anchor href={href('vouchers', `${month}.xlsx`)}>{file.workbook}</Anchor>
                <Anchor href={href('vouchers', `${month}.csv`)}>{file.csv}</Anchor>
              </Group>
            ),
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {say.voucherNote}
      </Text>
    </section>
  )
}

import { Table, Text, Title } from '@mantine/core'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { OrderMoney } from './names.ts'
import { partName } from './names.ts'
import { percent, useMoneyWords } from './words.ts'

/** Who got each fen of an order, for consoles: the rows add up to what the buyer paid. */
export function OrderSplit({ money }: { money: OrderMoney | null }) {
  const lang = useLang()
  const say = useMoneyWords()
  if (money === null)
    return (
      <section>
        <Heading>{say.split.title}</Heading>
        <Text c="dimmed">{say.split.notPaid}</Text>
      </section>
    )
  return (
    <section>
      <Heading>{say.split.title}</Heading>
      <Table fz="sm" verticalSpacing={6} maw={560}>
        <Table.Caption>{say.split.lead}</Table.Caption>
        <Table.Tbody>
          {money.parts.map((part) => (
            <Table.Tr key={`${part.kind}${part.organisationId}`}>
              <Table.Th scope="row" fw={400}>
                {partName(part, lang, say)}{' '}
                {part.rates.length > 0 && (
                  <Text component="span" size="sm" c="dimmed">
                    {say.split.rate(part.rates.map(percent).join(', '))}
                  </Text>
                )}
              </Table.Th>
              <Table.Td c="dimmed">{part.movedFen === part.fen ? say.split.done : say.split.planned}</Table.Td>
              <Table.Td style={{ textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>{yuan(part.fen)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{say.split.paid}</Table.Th>
            <Table.Td />
            <Table.Td fw={600} style={{ textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
              {yuan(money.paidFen)}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {money.discounts.length > 0 && <Discounts discounts={money.discounts} />}
    </section>
  )
}

function Discounts({ discounts }: Pick<OrderMoney, 'discounts'>) {
  const lang = useLang()
  const { split } = useMoneyWords()
  const nameOf = (one: OrderMoney['discounts'][number]) =>
    [split.bearers[one.bearerKind], lang === 'zh' ? one.bearerZh : one.bearerEn].filter(Boolean).join(' ')
  return (
    <>
      <Heading>{split.discounts}</Heading>
      <Table fz="sm" verticalSpacing={6} maw={560}>
        <Table.Tbody>
          {discounts.map((one, at) => (
            <Table.Tr key={at}>
              <Table.Th scope="row" fw={400}>
                {lang === 'zh' ? one.titleZh : one.titleEn}
              </Table.Th>
              <Table.Td c="dimmed">{nameOf(one)}</Table.Td>
              <Table.Td style={{ textAlign: 'end' }}>{yuan(one.fen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <Title order={3} size="h4" mt="md" mb={4}>
      {children}
    </Title>
  )
}

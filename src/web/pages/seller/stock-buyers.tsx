import { Button, Group, Stack, Text } from '@mantine/core'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { findLotBuyers } from '../../../workflows/find-lot-buyers.ts'
import { useLang } from '../../page-context.ts'
import { Link } from 'react-router'
import { useDesk } from './layout.tsx'
import { Refused, useSending } from './send.tsx'
import { moment } from './show.tsx'
import { useStockWords } from './stock-words.ts'
import { useState } from 'react'

type Found = OutputOf<typeof findLotBuyers>

/** Who has units of a lot; asked for on purpose, as each look is kept. */
export function LotBuyers({ lotId }: { lotId: string }) {
  const say = useStockWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  const [found, setFound] = useState<Found | null>(null)
  const { Form, busy, refusal } = useSending<Found>(setFound)
  return (
    <Form method="post" action={`/seller/${organisationId}/lots/${lotId}/journal`}>
      <Refused refusal={refusal} />
      <Text size="sm" c="dimmed" mb="sm">
        {say.buyersHelp}
      </Text>
      <Button type="submit" loading={busy}>
        {say.findBuyers}
      </Button>
      {found && (
        <Stack gap={4} mt="md" role="status">
          <Text fw={600}>{say.buyers(found.orders.length)}</Text>
          {found.orders.map((one) => (
            <Group key={one.orderId} justify="space-between">
              <Link to={`/seller/${organisationId}/orders/${one.orderId}`}>{one.code}</Link>
              <span>{say.journalUnits(one.units)}</span>
              <span>
                {one.recipientName} {one.phone}
              </span>
              <Text size="sm" c="dimmed">
                {moment(new Date(one.placedAt), lang)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Form>
  )
}

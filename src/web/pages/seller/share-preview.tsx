import { Button, Group, Stack, Text } from '@mantine/core'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { useAheadWords } from './ahead-words.ts'
import type { Presale, Preview } from './presales.tsx'
import { Refused } from './send.tsx'
import type { Sending } from './send.tsx'

type Props = { plan: Presale; preview: Preview; sending: Sending }

/** How a harvest would be shared now; nothing is done before it is confirmed. What is sent is held above: once done, there is nothing to preview. */
export function SharePreview({ plan, preview, sending: { submit, busy, refusal } }: Props) {
  const say = useAheadWords()
  const lang = useLang()
  const missing = Math.max(0, preview.wantedUnits - preview.availableUnits)
  const share = (extent: 'all' | 'so_far') =>
    void submit(
      { planId: plan.id, extent, expectedUnits: preview.availableUnits },
      { method: 'post', action: '?do=share' },
    )
  return (
    <Stack>
      <Text>{say.sharePreview(preview.availableUnits, preview.wantedUnits)}</Text>
      <Text fw={600}>{missing === 0 ? say.enough : say.short(missing)}</Text>
      {plan.sharing && <Text size="sm">{say.sharings[plan.sharing]}</Text>}
      {preview.beingPaid > 0 && <Text>{say.beingPaid(preview.beingPaid)}</Text>}
      <Refused refusal={refusal} />
      <DataTable
        lang={lang}
        caption={say.share}
        rows={preview.shares}
        rowKey={(row) => row.orderId}
        empty={<Text c="dimmed">0</Text>}
        columns={[
          { key: 'code', label: say.order, cell: (row) => row.code },
          { key: 'units', label: say.ordered, figure: true, cell: (row) => row.units },
          { key: 'served', label: say.gets, figure: true, cell: (row) => row.servedUnits },
        ]}
      />
      {plan.state === 'open' && <Text size="sm">{say.closeFirst}</Text>}
      <Group>
        <Button loading={busy} disabled={plan.state === 'open'} onClick={() => share('all')}>
          {say.shareAll}
        </Button>
        {plan.sharing === 'by_order_time' && missing > 0 && (
          <Button variant="default" loading={busy} onClick={() => share('so_far')}>
            {say.shareSoFar}
          </Button>
        )}
      </Group>
      {plan.sharing === 'by_order_time' && missing > 0 && (
        <Text size="sm" c="dimmed">
          {say.shareSoFarHelp}
        </Text>
      )}
    </Stack>
  )
}

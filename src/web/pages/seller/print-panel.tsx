import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { listPrintings } from '../../../workflows/print-orders.ts'
import { useLang } from '../../page-context.ts'
import { sendBulk } from './bulk-send.ts'
import { useDesk } from './layout.tsx'
import { moment } from './show.tsx'

const zh = {
  title: (n: number) => `打印 ${n} 单`,
  open: '打印',
  papers: {
    pick: '拣货单（A4，一张拣完）',
    slip: '随箱清单（100 × 150，每件一张）',
    label: '商品标签（A4，每份一枚）',
  },
  help: '合成一个 PDF，各用各的纸。礼品单的清单不印价格，印贺卡上的话。',
  before: (n: number, at: string) => `其中 ${n} 单打印过，最近一次 ${at}`,
  onlyNew: (n: number) => `只打没打过的 ${n} 单`,
  all: (n: number) => `打印全部 ${n} 单`,
  under: '正在新开的页里排版，几百张要十几秒，请等它出来。',
  lost: '没有连上，请检查网络后再试。',
}
const en: typeof zh = {
  title: (n) => `Print ${n} orders`,
  open: 'Print',
  papers: {
    pick: 'Pick list (A4, once through the shelves)',
    slip: 'Packing slips (100 × 150, one a parcel)',
    label: 'Goods labels (A4, one a unit)',
  },
  help: 'One PDF, each on its paper. Slips of gifts show no prices, and say what is on the card.',
  before: (n, at) => `${n} of them were printed before, last ${at}`,
  onlyNew: (n) => `Print the ${n} not yet printed`,
  all: (n) => `Print all ${n}`,
  under: 'Being set in the new tab; hundreds of pieces take some ten seconds. Please wait for it.',
  lost: 'No connection. Check the network and try again.',
}
export const printWords = { zh, en }

type Printed = OutputOf<typeof listPrintings>['printed']
type Paper = keyof typeof zh.papers
const papers: readonly Paper[] = ['pick', 'slip', 'label']

/** Which papers of the orders chosen; what was printed before is told before it is printed again. */
export function PrintPanel({ chosen }: { chosen: readonly string[] }) {
  const lang = useLang()
  const say = printWords[lang]
  const { organisationId } = useDesk()
  const [wanted, setWanted] = useState<Paper[]>(['pick', 'slip'])
  const [printed, setPrinted] = useState<Printed>([])
  const [under, setUnder] = useState(false)
  const sent = () => setUnder(true)
  const key = chosen.join(',')
  useEffect(() => {
    let stale = false
    void sendBulk<typeof listPrintings>(organisationId, 'printed', { orderIds: key.split(',') }, say.lost).then(
      (answer) => {
        if (!stale && answer.ok) setPrinted(answer.output.printed)
      },
    )
    return () => {
      stale = true
    }
  }, [organisationId, key, say.lost])
  const again = printed.filter(({ paper }) => wanted.includes(paper))
  const seen = new Set(again.map(({ orderId }) => orderId))
  const last = again.map(({ lastAt }) => new Date(lastAt)).toSorted((a, b) => b.getTime() - a.getTime())[0]
  const fresh = chosen.filter((id) => !seen.has(id))
  return (
    <Stack gap="md">
      <Checkbox.Group value={wanted} onChange={(value) => setWanted(papers.filter((paper) => value.includes(paper)))}>
        <Stack gap="xs">
          {papers.map((paper) => (
            <Checkbox key={paper} value={paper} label={say.papers[paper]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Text size="sm" c="dimmed">
        {say.help}
      </Text>
      {last && <Alert color="bamboo">{say.before(seen.size, moment(last, lang))}</Alert>}
      <Group>
        {last !== undefined && fresh.length > 0 && (
          <PrintForm orders={fresh} papers={wanted} label={say.onlyNew(fresh.length)} main onSend={sent} />
        )}
        <PrintForm
          orders={chosen}
          papers={wanted}
          label={say.all(chosen.length)}
          main={last === undefined}
          onSend={sent}
        />
      </Group>
      <Text size="sm" role="status">
        {under && say.under}
      </Text>
    </Stack>
  )
}

type FormProps = {
  orders: readonly string[]
  papers: readonly Paper[]
  label: string
  main: boolean
  onSend: () => void
}

function PrintForm({ orders, papers: wanted, label, main, onSend }: FormProps) {
  const { organisationId } = useDesk()
  return (
    <form method="post" action={`/seller/${organisationId}/print.pdf`} target="_blank" onSubmit={onSend}>
      <input type="hidden" name="orders" value={orders.join(',')} />
      {wanted.map((paper) => (
        <input key={paper} type="hidden" name="papers" value={paper} />
      ))}
      <Button
        type="submit"
        variant={main ? 'filled' : 'default'}
        disabled={wanted.length === 0}
        leftSection={<IconPrinter size={18} />}
      >
        {label}
      </Button>
    </form>
  )
}

import { Button, Group, Text, TextInput, Title } from '@mantine/core'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { listGoodsToSend } from '../../../workflows/send-goods.ts'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import styles from './hosting.module.css'
import { usePackageWords } from './package-words.ts'

type Goods = OutputOf<typeof listGoodsToSend>['goods'][number]

/** Goods of packages that guests want sent: to whom, and with which carrier once they are gone. */
export function GoodsToSend({ goods }: { goods: readonly Goods[] }) {
  const say = usePackageWords()
  if (goods.length === 0) return null
  return (
    <section className={styles.place}>
      <Title order={2} size="h4">
        {say.toSend}
      </Title>
      <Text size="sm" c="dimmed">
        {say.toSendHelp}
      </Text>
      {goods.map((one) => (
        <OneToSend key={one.bookingId} goods={one} />
      ))}
    </section>
  )
}

function OneToSend({ goods }: { goods: Goods }) {
  const lang = useLang()
  const say = usePackageWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.sentDone))
  const { bookingId, code, day, name, phone, sendTo, carrier, trackingNumber } = goods
  return (
    <div className={styles.part} role="group" aria-label={code}>
      <Text>
        <strong>{lang === 'zh' ? goods.titleZh : goods.titleEn}</strong>{' '}
        <Text span c="dimmed" size="sm">
          {code} · {say.arrives(civilDate(day, lang))}
        </Text>
        <br />
        {sendTo === null ? say.forgotten : `${name} ${phone}`}
        <br />
        {sendTo}
      </Text>
      {carrier !== null && trackingNumber !== null ? (
        <Text size="sm">{say.sentWords(carrier, trackingNumber)}</Text>
      ) : (
        <Form method="post" action="?do=send">
          <SendingKey of={`send ${bookingId}`} />
          <input type="hidden" name="bookingId" value={bookingId} />
          <Refused refusal={refusal} />
          <Group gap="sm" align="flex-end">
            <TextInput name="carrier" label={say.carrier} maxLength={40} w={160} required withAsterisk={false} />
            <TextInput name="trackingNumber" label={say.number} maxLength={40} w={220} required withAsterisk={false} />
            <Button type="submit" loading={busy}>
              {say.send}
            </Button>
          </Group>
        </Form>
      )}
    </div>
  )
}

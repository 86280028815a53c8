import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { answerPackage, closePackage, pausePackage } from '../../../modules/tourism/index.ts'
import { proposePackage } from '../../../workflows/keep-packages.ts'
import { listGoodsToSend, sendGoods } from '../../../workflows/send-goods.ts'
import { listOwnPackages } from '../../../workflows/show-packages.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { Refused, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { clock, nameIn } from '../stay/said.ts'
import type { Route } from './+types/packages.ts'
import { minuteIn } from './fields.ts'
import styles from './hosting.module.css'
import { GoodsToSend } from './goods-to-send.tsx'
import { PackageForm } from './package-form.tsx'
import { usePackageWords } from './package-words.ts'

export const handle: Handle = { console: true }

export const loader = async ({ context, params: { organisationId } }: Route.LoaderArgs) => ({
  ...(await call(context, listOwnPackages, { organisationId })),
  ...(await call(context, listGoodsToSend, { organisationId })),
})

/** A time of the day is typed by the clock, and goods that can be sent are ticked; left empty, the guest chooses. */
function withMinutes({ parts = [], ...input }: Record<string, unknown>) {
  return {
    ...input,
    parts: (parts as Record<string, string>[]).map(({ time, canShip, ...part }) => ({
      ...part,
      canShip: canShip === 'on',
      ...(time !== undefined && { minute: minuteIn(time) ?? -1 }),
    })),
  }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'answer') return doing(args, answerPackage)
  if (wanted === 'send') return doing(args, sendGoods)
  if (wanted === 'pause') return doing(args, pausePackage)
  return wanted === 'close' ? doing(args, closePackage) : doing(args, proposePackage, withMinutes)
}

type Package = Route.ComponentProps['loaderData']['packages'][number]

/** Packages in which the organisation has a part: what waits for its answer, what is on sale. */
export default function PackagesPage({ loaderData: { packages, goods } }: Route.ComponentProps) {
  const lang = useLang()
  const say = usePackageWords()
  const { may } = useDesk()
  const [isMaking, setMaking] = useState(false)
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={may.sell && <Button onClick={() => setMaking(true)}>{say.add}</Button>}
    >
      <GoodsToSend goods={goods} />
      {packages.length === 0 && <Text>{say.none}</Text>}
      <Stack gap={0}>
        {packages.map((one) => (
          <OnePackage key={one.id} held={one} />
        ))}
      </Stack>
      <SidePanel lang={lang} opened={isMaking} onClose={() => setMaking(false)} title={say.add} wide>
        <PackageForm onDone={() => setMaking(false)} />
      </SidePanel>
    </SellerPage>
  )
}

const shapes = { proposed: 'attention', open: 'success', closed: 'neutral' } as const

function OnePackage({ held }: { held: Package }) {
  const lang = useLang()
  const say = usePackageWords()
  return (
    <section className={styles.place}>
      <div className={styles.head}>
        <Group gap="sm">
          <Title order={2} size="h4">
            {nameIn(held, lang)}
          </Title>
          <StatusBadge kind={shapes[held.state]}>{say.states[held.state]}</StatusBadge>
          <Text c="dimmed">
            {say.offWords(held.offPercent)}
            {say.fromWords(held.from.guests, yuan(held.from.separateFen), yuan(held.from.totalFen))}
          </Text>
        </Group>
        {held.state === 'open' && <Anchor href={`/packages/${held.id}`}>{say.see}</Anchor>}
      </div>
      {held.parts.map((part) => (
        <Part key={part.position} part={part} />
      ))}
      <Acts held={held} />
    </section>
  )
}

function Part({ part }: { part: Package['parts'][number] }) {
  const lang = useLang()
  const say = usePackageWords()
  const { organisationId } = useDesk()
  const more = [
    part.minute !== null && clock(part.minute),
    part.nights !== null && say.nightWords(part.nights),
    part.units !== null && say.unitWords(part.units),
    part.canShip && say.sends,
  ].filter((one) => one !== false)
  const whose = part.organisationId === organisationId ? say.yours : lang === 'zh' ? part.sellerZh : part.sellerEn
  return (
    <Group justify="space-between" py={4}>
      <span>
        {lang === 'zh' ? part.titleZh : part.titleEn}{' '}
        <Text span c="dimmed" size="sm">
          {say.partWords(part.dayOffset, more.join(lang === 'zh' ? '，' : ', '))}
        </Text>
      </span>
      <Text size="sm" c="dimmed">
        {whose} · {part.agreed ? say.agreed : say.waits}
      </Text>
    </Group>
  )
}

function Acts({ held }: { held: Package }) {
  const say = usePackageWords()
  const { may, organisationId } = useDesk()
  const toast = useToast()
  const { submit, busy, refusal } = useSending<{ state: Package['state'] }>(({ state }) =>
    toast({ open: say.opened, proposed: say.answered, closed: say.closed }[state]),
  )
  if (!may.sell || held.state === 'closed') return null
  const waits = held.parts.some((part) => part.organisationId === organisationId && !part.agreed)
  const post = (what: string, more: Record<string, string> = {}) =>
    void submit({ packageId: held.id, ...more }, { method: 'post', action: `?do=${what}` })
  return (
    <>
      <Refused refusal={refusal} />
      <div className={styles.acts}>
        {waits && (
          <Button size="compact-md" loading={busy} onClick={() => post('answer', { agree: 'true' })}>
            {say.agree}
          </Button>
        )}
        {held.state === 'open' && (
          <Button
            size="compact-md"
            variant="default"
            loading={busy}
            title={say.pauseHelp}
            onClick={() => post('pause')}
          >
            {say.pause}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="subtle"
          color="persimmon"
          loading={busy}
          {...(waits && { title: say.declineHelp })}
          onClick={() => (waits ? post('answer', { agree: 'false' }) : post('close'))}
        >
          {waits ? say.decline : say.close}
        </Button>
      </div>
    </>
  )
}

import { Button, FileInput, Group, NumberInput, Stack, Text, Textarea, TextInput, Timeline, Title } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { SidePanel } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { timeline, titlesOf } from '../after/case-facts.ts'
import type { Case } from '../after/case-facts.ts'
import { EvidenceStrip } from '../after/evidence-strip.tsx'
import { useAfterWords } from '../after/words.ts'
import { useDesk } from './layout.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment } from './show.tsx'
import { useToast } from './toast.tsx'

type Props = { found: Case; show: string }

/** One case beside the list: what happened, what both showed, and what the seller can do now. */
export function CaseWork({ found, show }: Props) {
  const lang = useLang()
  const say = useAfterWords()
  const navigate = useNavigate()
  const { organisationId, may } = useDesk()
  const close = () => void navigate(`/seller/${organisationId}/cases?show=${show}`, { preventScrollReset: true })
  return (
    <SidePanel lang={lang} opened onClose={close} title={say.case.title(found.code)}>
      <Title order={3} size="h4">
        {say.deskStates[found.state]}
      </Title>
      {found.dueAt !== null && (
        <Text c="dimmed">
          {say.desk.due} {moment(found.dueAt, lang)}
        </Text>
      )}
      <Text>{titlesOf(found, lang)}</Text>
      <Text>
        {say.causes[found.cause]} {say.remedies[found.remedy]} <strong>{yuan(found.wantedFen)}</strong>
      </Text>
      {found.account !== '' && <Text>{found.account}</Text>}
      {found.parcels.map((parcel) => (
        <Text key={parcel.way}>
          {say.case.parcels[parcel.way]} {parcel.carrier} {parcel.trackingNumber}
        </Text>
      ))}
      <EvidenceStrip photos={found.photos} />
      {(may.sell || may.pack) && <Work found={found} />}
      <CaseTimeline found={found} />
    </SidePanel>
  )
}

export function CaseTimeline({ found }: { found: Case }) {
  const lang = useLang()
  return (
    <Timeline active={found.steps.length} bulletSize={14} lineWidth={2} mt="md">
      {timeline(found, lang, moment).map((step, at) => (
        <Timeline.Item key={at} title={step.label}>
          <Text size="sm" c="dimmed">
            {step.when}
          </Text>
          {step.detail && <Text size="sm">{step.detail}</Text>}
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

function Work({ found }: { found: Case }) {
  const toast = useToast()
  const say = useAfterWords()
  const [open, setOpen] = useState<string | null>(null)
  const { may } = useDesk()
  const sending = useSending(() => {
    setOpen(null)
    toast(say.desk.done)
  })
  const { state } = found
  const answers = may.sell
    ? ((
        {
          asked: ['grant', 'offer', 'refuse'],
          refused: ['grant', 'offer'],
          sent_back: ['contest'],
          resending: ['pay_instead'],
        } as const
      )[state as 'asked'] ?? [])
    : []
  return (
    <Stack gap="sm">
      <Refused refusal={sending.refusal} />
      {state === 'sent_back' && <Back found={found} sending={sending} />}
      {state === 'resending' && <Again found={found} sending={sending} />}
      <Group gap="xs">
        {answers.map((step) => (
          <Button key={step} variant={step === 'grant' ? 'filled' : 'default'} onClick={() => setOpen(step)}>
            {say.desk[step]}
          </Button>
        ))}
      </Group>
      {open !== null && <Answer key={open} step={open} found={found} sending={sending} />}
      {found.closedAt === null && <Evidence found={found} sending={sending} />}
    </Stack>
  )
}

type FormProps = { found: Case; sending: ReturnType<typeof useSending> }

function Answer({ step, found, sending: { Form, busy } }: FormProps & { step: string }) {
  const say = useAfterWords()
  const goesBack = step === 'grant' && (found.remedy === 'return' || found.remedy === 'exchange')
  return (
    <Form method="post" action="?do=answer">
      <SendingKey of={step} />
      <input type="hidden" name="caseId" value={found.id} />
      <input type="hidden" name="step" value={step} />
      {step === 'offer' && <TextInput name="yuan" label={say.desk.offerYuan} inputMode="decimal" required />}
      {goesBack && (
        <TextInput name="returnTo" label={say.desk.returnTo} description={say.desk.returnToHelp} maxLength={200} />
      )}
      <Textarea
        name="note"
        label={say.desk.reason}
        maxLength={500}
        required={step === 'refuse' || step === 'contest'}
        autosize
      />
      <Button type="submit" mt="sm" loading={busy} {...(step === 'refuse' ? { color: 'persimmon' } : {})}>
        {(say.desk as unknown as Record<string, string>)[step]}
      </Button>
    </Form>
  )
}

function Back({ found, sending: { Form, busy } }: FormProps) {
  const lang = useLang()
  const say = useAfterWords().desk
  return (
    <Form method="post" action="?do=back">
      <SendingKey of="back" />
      <input type="hidden" name="caseId" value={found.id} />
      {found.lines.map((line) => (
        <NumberInput
          key={line.line}
          name={`shelf-${line.line}`}
          label={say.shelf(lang === 'zh' ? line.titleZh : line.titleEn, line.units)}
          description={say.shelfHelp}
          min={0}
          max={line.units}
          defaultValue={line.units}
          allowDecimal={false}
        />
      ))}
      {found.freightBearer === 'seller' && (
        <TextInput name="freight" label={say.returnFreight} inputMode="decimal" mt="xs" />
      )}
      <Button type="submit" mt="sm" loading={busy}>
        {say.takeBack}
      </Button>
    </Form>
  )
}

function Again({ found, sending: { Form, busy } }: FormProps) {
  const all = useAfterWords()
  return (
    <Form method="post" action="?do=again">
      <SendingKey of="again" />
      <input type="hidden" name="caseId" value={found.id} />
      <TextInput name="carrier" label={all.case.carrier} maxLength={30} required />
      <TextInput name="trackingNumber" label={all.case.tracking} maxLength={40} required />
      <Button type="submit" mt="sm" loading={busy}>
        {all.desk.resend}
      </Button>
    </Form>
  )
}

function Evidence({ found, sending: { Form, busy } }: FormProps) {
  const say = useAfterWords()
  return (
    <details>
      <summary>{say.case.show}</summary>
      <Form method="post" action="?do=evidence" encType="multipart/form-data">
        <SendingKey of="evidence" />
        <input type="hidden" name="caseId" value={found.id} />
        <Textarea name="note" label={say.case.note} maxLength={1000} autosize />
        <FileInput name="photo1" label={say.claim.photos} accept="image/*" clearable />
        <Button type="submit" variant="default" mt="sm" loading={busy}>
          {say.case.send}
        </Button>
      </Form>
    </details>
  )
}

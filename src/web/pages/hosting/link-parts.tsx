import { Button, Checkbox, Code, CopyButton, FileButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { moment } from '../seller/show.tsx'
import { useToast } from '../seller/toast.tsx'
import styles from './hosting.module.css'
import type { CalendarLink, LinkedRoom, Open } from './ical.tsx'
import { useLinkWords } from './link-words.ts'
import { PanelForm } from './panel-form.tsx'

type LineProps = { link: CalendarLink; room: LinkedRoom; onOpen: (open: Open) => void }

/** One link: how reading it went, its address, and what can be done with it. */
export function LinkLine({ link, room, onOpen }: LineProps) {
  const say = useLinkWords()
  const { may } = useDesk()
  return (
    <div className={styles.line}>
      <div>
        <strong>{link.name}</strong>
        <LinkState link={link} />
        <Text size="sm">
          {say.counts(link.bookings, link.nights)}
          {link.unopenedNights > 0 && `；${say.unopened(link.unopenedNights)}`}
        </Text>
        <Text size="sm" c="dimmed" component="div" className={styles.address}>
          {say.ours} <Code>{link.address}</Code>
        </Text>
      </div>
      <Group gap="xs">
        <CopyButton value={link.address}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy} aria-label={`${say.copy}: ${link.name}`}>
              {copied ? say.copied : say.copy}
            </Button>
          )}
        </CopyButton>
        {link.feedUrl === null ? may.sell && <BringFile link={link} /> : <ReadNow link={link} />}
        {may.sell && (
          <>
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen({ what: 'link', room, link })}>
              {say.change}
            </Button>
            <Button variant="subtle" size="compact-sm" color="persimmon" onClick={() => onOpen({ what: 'end', link })}>
              {say.end}
            </Button>
          </>
        )}
      </Group>
    </div>
  )
}

function LinkState({ link }: { link: CalendarLink }) {
  const lang = useLang()
  const say = useLinkWords()
  const read = link.readAt === null ? say.never : say.readAt(moment(new Date(link.readAt), lang))
  return (
    <Text size="sm" component="div">
      {link.why !== null && (
        <>
          <StatusBadge kind="danger">{say.unread}</StatusBadge> {link.why}{' '}
        </>
      )}
      <Text span size="sm" c="dimmed">
        {link.feedUrl === null ? `${say.byHand}${link.readAt === null ? '' : ` · ${read}`}` : read}
      </Text>
    </Text>
  )
}

function ReadNow({ link }: { link: CalendarLink }) {
  const say = useLinkWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.asked))
  return (
    <Form method="post" action="?do=read">
      <input type="hidden" name="linkId" value={link.linkId} />
      <Button type="submit" variant="default" size="compact-sm" loading={busy}>
        {say.readNow}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

type Imported = { bookings: number; nights: number; conflicts: number }

/** A calendar file, sent as soon as it is chosen. */
function BringFile({ link }: { link: CalendarLink }) {
  const say = useLinkWords()
  const toast = useToast()
  const { submit, busy, refusal } = useSending<Imported>(({ bookings, nights, conflicts }) =>
    toast(say.imported(bookings, nights, conflicts)),
  )
  const send = (file: File | null) => {
    if (file === null) return
    const form = new FormData()
    form.set('linkId', link.linkId)
    form.set('file', file)
    void submit(form, { method: 'post', action: '?do=file', encType: 'multipart/form-data' })
  }
  return (
    <>
      <FileButton accept=".ics,text/calendar" onChange={send}>
        {(props) => (
          <Button {...props} variant="default" size="compact-sm" loading={busy}>
            {say.file}
          </Button>
        )}
      </FileButton>
      <Refused refusal={refusal} />
    </>
  )
}

type FormProps = { room: LinkedRoom; link: CalendarLink | undefined; onDone: () => void }

/** A new link, or another name or address of one. */
export function LinkForm({ room, link, onDone }: FormProps) {
  const say = useLinkWords()
  return (
    <PanelForm
      what={link === undefined ? 'add' : 'change'}
      of={link?.linkId ?? room.id}
      ids={link === undefined ? { roomTypeId: room.id } : { linkId: link.linkId }}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <TextInput
            name="name"
            label={say.name}
            defaultValue={link?.name}
            error={refusal?.errors['/name']}
            maxLength={40}
            required
            withAsterisk={false}
          />
          <TextInput
            name="feedUrl"
            type="url"
            label={say.feed}
            description={say.feedHelp}
            defaultValue={link?.feedUrl ?? ''}
            error={refusal?.errors['/feedUrl']}
            placeholder="https://"
            maxLength={1000}
          />
          {link === undefined ? (
            <Text size="sm">{say.oursHelp}</Text>
          ) : (
            <Checkbox name="newAddress" value="true" label={say.newAddress} />
          )}
        </>
      )}
    </PanelForm>
  )
}

/** Asks before a link ends. */
export function EndLink({ link, onDone }: { link: CalendarLink; onDone: () => void }) {
  const say = useLinkWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ nightsFreed: number }>(({ nightsFreed }) => {
    toast(say.ended(nightsFreed))
    onDone()
  })
  return (
    <Form method="post" action="?do=end">
      <SendingKey of={link.linkId} />
      <input type="hidden" name="linkId" value={link.linkId} />
      <Stack>
        <Refused refusal={refusal} />
        <Text>{say.endHelp}</Text>
        <Button type="submit" color="persimmon" loading={busy}>
          {say.endYes}
        </Button>
      </Stack>
    </Form>
  )
}

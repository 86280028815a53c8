import { createHmac } from 'node:crypto'
import type { App } from '../../kernel/app.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { isSendFault, SendFault } from '../../kernel/post.ts'
import type { MailPort, Sent, SmsPort } from '../../kernel/post.ts'
import type { DispatchState, Due, Outcome } from './dispatch.sql.ts'
import { badCode, clearBad, logMessage, markBad, recordOutcome, takeDue } from './dispatch.sql.ts'
import type { Channel } from './notice.ts'
import { afterFault, BAD_ADDRESS_SECONDS, isWanted, kinds, LEASE_SECONDS } from './notice.ts'
import { choicesOf } from './notice.sql.ts'
import { refusalToken } from './notice.ops.ts'
import { letterOf, smsOf } from './notice.words.ts'

/** Where a person can be reached; null where an address is missing or not proven. */
export type Contact = { email: string | null; phone: string | null }
export type Contacts = (personIds: readonly string[]) => Promise<ReadonlyMap<string, Contact>>

const BATCH = 50

const destinationOf = (secret: string, channel: Channel, address: string): Uint8Array =>
  createHmac('sha256', secret).update(`messages.destination ${channel} ${address}`).digest()

/** Sends what is due. An attempt that is cut off comes again after its lease: a message may arrive twice, never not at all. */
export async function deliverDue(app: App, contactsOf: Contacts, chance: () => number = Math.random): Promise<number> {
  const now = app.clock.now()
  const due = await app.database.transact((tx) => takeDue(tx, now, addSeconds(now, LEASE_SECONDS), BATCH))
  if (due.length === 0) return 0
  const personIds = [...new Set(due.map((one) => one.personId))]
  const [contacts, choices] = await Promise.all([
    contactsOf(personIds),
    app.database.read((sql) => choicesOf(sql, personIds)),
  ])
  for (const one of due) {
    // What was refused between asking and sending is not sent.
    const wanted = isWanted(choices.get(one.personId) ?? [], one.topic, one.channel)
    const contact = contacts.get(one.personId)
    const address = (one.channel === 'email' ? contact?.email : contact?.phone) ?? null
    if (!wanted) await end(app, one, ended('not_wanted'))
    else if (address === null) await end(app, one, ended('no_address'))
    else await deliverOne(app, one, address, chance())
  }
  return due.length
}

const ended = (state: DispatchState, destination: Uint8Array | null = null, code: string | null = null): Outcome => ({
  state,
  destination,
  nextAt: null,
  code,
  ref: null,
  tookMs: null,
})

const end = (app: App, one: Due, outcome: Outcome): Promise<void> =>
  app.database.transact((tx) => recordOutcome(tx, one.id, outcome, app.clock.now()))

async function deliverOne(app: App, one: Due, address: string, chance: number): Promise<void> {
  const destination = destinationOf(app.settings.secret, one.channel, address)
  const marked = await app.database.read((sql) => badCode(sql, destination, app.clock.now()))
  if (marked !== null) return end(app, one, ended('bad_address', destination, marked))
  const { sent, fault, tookMs } = await tried(() => sendOne(app, one, address))
  const now = app.clock.now()
  await app.database.transact(async (tx) => {
    if (fault === null) {
      await recordOutcome(tx, one.id, { ...ended('sent', destination), ref: sent?.ref ?? null, tookMs }, now)
      await clearBad(tx, destination)
      return
    }
    const next = afterFault(fault.kind, one.attempts, chance, now)
    const nextAt = next.state === 'waiting' ? next.nextAt : null
    await recordOutcome(tx, one.id, { ...ended(next.state, destination, fault.code), nextAt, tookMs }, now)
    if (next.state === 'bad_address')
      await markBad(tx, destination, one.channel, fault.code, now, addSeconds(now, BAD_ADDRESS_SECONDS))
  })
  if (fault?.kind === 'refused') app.log.error({ channel: one.channel, code: fault.code }, 'the provider refuses us')
}

async function tried(send: () => Promise<Sent>) {
  const started = performance.now()
  const tookMs = () => Math.round(performance.now() - started)
  try {
    return { sent: await send(), fault: null, tookMs: tookMs() }
  } catch (error) {
    if (!isSendFault(error)) throw error
    return { sent: null, fault: error, tookMs: tookMs() }
  }
}

function sendOne(app: App, one: Due, address: string): Promise<Sent> {
  const { publicUrl, secret } = app.settings
  const { template, params, lang } = one
  const commercial = kinds[one.topic] === 'commercial'
  if (one.channel === 'sms')
    return app.ports.wires.sms.send({
      phone: address,
      lang,
      template,
      params,
      text: smsOf(template, params, lang, commercial),
    })
  const refuse = commercial ? `${publicUrl}/refuse/${refusalToken(secret, one.personId, one.topic)}` : null
  const letter = letterOf(template, params, lang, { open: `${publicUrl}${one.href}`, refuse })
  return app.ports.wires.mail.send({
    to: address,
    lang,
    template,
    ...letter,
    ...(refuse === null ? {} : { unsubscribeUrl: refuse }),
  })
}

type Logging = Pick<App, 'database' | 'clock' | 'log'> & { secret: string }

/**
 * The same ports for whoever sends by itself (sign-in codes, invitations): each message leaves a line in the delivery
 * log, and a bounce marks the address. They are sent to marked addresses too: whoever asks for a code is there.
 */
export function loggedPorts(logging: Logging, ports: { sms: SmsPort; mail: MailPort }) {
  const logged = async (channel: Channel, template: string, address: string, send: () => Promise<Sent>) => {
    const { sent, fault, tookMs } = await tried(send)
    await note(logging, { channel, template }, address, { ref: sent?.ref ?? null, fault, tookMs }).catch(
      (error: unknown) => logging.log.error({ err: error }, 'the delivery log could not be written'),
    )
    if (fault !== null) throw fault
    return sent ?? { ref: null }
  }
  const sms: SmsPort = { send: (one) => logged('sms', one.template, one.phone, () => ports.sms.send(one)) }
  const mail: MailPort = {
    delivers: ports.mail.delivers,
    send: (one) => logged('email', one.template ?? 'letter', one.to, () => ports.mail.send(one)),
  }
  return { sms, mail }
}

type Result = { ref: string | null; fault: SendFault | null; tookMs: number }

async function note(
  { database, clock, secret }: Logging,
  message: { channel: Channel; template: string },
  address: string,
  { ref, fault, tookMs }: Result,
): Promise<void> {
  const now: Instant = clock.now()
  const destination = destinationOf(secret, message.channel, address)
  const state = fault === null ? 'sent' : fault.kind === 'bad_address' ? 'bad_address' : 'given_up'
  await database.transact(async (tx) => {
    const outcome = { ...ended(state, destination, fault?.code ?? null), ref, tookMs }
    await logMessage(tx, uuidv7(now), message, outcome, now)
    if (state === 'sent') await clearBad(tx, destination)
    if (state === 'bad_address' && fault !== null)
      await markBad(tx, destination, message.channel, fault.code, now, addSeconds(now, BAD_ADDRESS_SECONDS))
  })
}

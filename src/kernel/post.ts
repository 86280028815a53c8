import type { Lang } from './words.ts'

/**
 * A text message. Gateways in China send registered templates, so the template and its parameters travel with
 * the finished text; an adapter uses one or the other.
 */
export type Sms = {
  phone: string
  template: string
  params: Readonly<Record<string, string>>
  text: string
  lang: Lang
}

/** A letter. `unsubscribeUrl` is carried as RFC 8058 wants it, where the reader may refuse more of the kind. */
export type Mail = { to: string; subject: string; text: string; lang: Lang; template?: string; unsubscribeUrl?: string }

/** What the provider answered: its own number of the message, where it gives one. */
export type Sent = { ref: string | null }

export type SmsPort = { send(message: Sms): Promise<Sent> }
/** `delivers`: letters reach people, so an address can be asked to prove itself. */
export type MailPort = { delivers: boolean; send(message: Mail): Promise<Sent> }

declare module './ports.ts' {
  interface Ports {
    sms: SmsPort
    mail: MailPort
  }
}

/**
 * Why a message did not leave. `temporary` and `throttled` may be tried again, `bad_address` will never arrive there,
 * `refused` is ours to mend (keys, templates, balance).
 */
export type SendFaultKind = 'temporary' | 'throttled' | 'bad_address' | 'refused'

const brand = Symbol.for('terrace.send-fault')

export class SendFault extends Error {
  readonly [brand] = true
  readonly kind: SendFaultKind
  /** The provider's own code, without anyone's address or number in it. */
  readonly code: string

  constructor(kind: SendFaultKind, code: string) {
    super(`${kind}: ${code}`)
    this.name = 'SendFault'
    this.kind = kind
    this.code = code.replaceAll(/[^\w.:-]+/g, '_').slice(0, 60)
  }
}

export function isSendFault(error: unknown): error is SendFault {
  return typeof error === 'object' && error !== null && brand in error
}

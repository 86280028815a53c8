import type { Lang } from '../../kernel/words.ts'
import type { Auth } from './auth.ts'

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
export type SmsPort = { send(message: Sms): Promise<void> }

export type Mail = { to: string; subject: string; text: string; lang: Lang }
/** `delivers`: letters reach people, so an address can be asked to prove itself. */
export type MailPort = { delivers: boolean; send(message: Mail): Promise<void> }

declare module '../../kernel/ports.ts' {
  interface Ports {
    auth: Auth
    sms: SmsPort
    mail: MailPort
  }
}

/** For development: the message is written where the developer reads, instead of being sent. */
export const consoleSms = (write: (line: string) => void): SmsPort => ({
  send: async ({ phone, text }) => write(`sms to ${phone}: ${text}`),
})

export const consoleMail = (write: (line: string) => void): MailPort => ({
  delivers: false,
  send: async ({ to, subject, text }) => write(`mail to ${to}: ${subject}\n${text}`),
})

/**
 * For a county that trades but has no adapter yet: codes and links must not stand in a log, so the message is dropped and
 * only that is told.
 */
export function unsentMessages(complain: (line: string) => void): { sms: SmsPort; mail: MailPort } {
  const drop = (kind: string) => async () => complain(`no ${kind} adapter is set: a message was not sent`)
  return { sms: { send: drop('SMS') }, mail: { delivers: false, send: drop('mail') } }
}

/** Keeps messages in a list; for tests and simulations. */
export function keptMessages(): { sms: SmsPort; mail: MailPort; sentSms: Sms[]; sentMail: Mail[] } {
  const sentSms: Sms[] = []
  const sentMail: Mail[] = []
  return {
    sentSms,
    sentMail,
    sms: { send: async (message) => void sentSms.push(message) },
    mail: { delivers: false, send: async (message) => void sentMail.push(message) },
  }
}

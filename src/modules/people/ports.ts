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
export type MailPort = { send(message: Mail): Promise<void> }

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
  send: async ({ to, subject, text }) => write(`mail to ${to}: ${subject}\n${text}`),
})

/** Keeps messages in a list; for tests and simulations. */
export function keptMessages(): { sms: SmsPort; mail: MailPort; sentSms: Sms[]; sentMail: Mail[] } {
  const sentSms: Sms[] = []
  const sentMail: Mail[] = []
  return {
    sentSms,
    sentMail,
    sms: { send: async (message) => void sentSms.push(message) },
    mail: { send: async (message) => void sentMail.push(message) },
  }
}

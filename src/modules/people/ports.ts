import type { Mail, MailPort, Sms, SmsPort } from '../../kernel/post.ts'
import type { Auth } from './auth.ts'

declare module '../../kernel/ports.ts' {
  interface Ports {
    auth: Auth
  }
}

/** For development: the message is written where the developer reads, instead of being sent. */
export const consoleSms = (write: (line: string) => void): SmsPort => ({
  async send({ phone, text }) {
    write(`sms to ${phone}: ${text}`)
    return { ref: null }
  },
})

export const consoleMail = (write: (line: string) => void): MailPort => ({
  delivers: false,
  async send({ to, subject, text }) {
    write(`mail to ${to}: ${subject}\n${text}`)
    return { ref: null }
  },
})

/**
 * For a county that trades but has no adapter yet: codes and links must not stand in a log, so messages are dropped, and
 * only that is told, once.
 */
export function unsentMessages(complain: (line: string) => void): { sms: SmsPort; mail: MailPort } {
  const drop = (kind: string) => {
    let told = false
    return async () => {
      if (!told) complain(`no ${kind} adapter is set: messages are not sent`)
      told = true
      return { ref: null }
    }
  }
  return { sms: { send: drop('SMS') }, mail: { delivers: false, send: drop('mail') } }
}

/** Keeps messages in a list; for tests and simulations. */
export function keptMessages(): { sms: SmsPort; mail: MailPort; sentSms: Sms[]; sentMail: Mail[] } {
  const sentSms: Sms[] = []
  const sentMail: Mail[] = []
  return {
    sentSms,
    sentMail,
    sms: { send: async (message) => ({ ref: `sms-${sentSms.push(message)}` }) },
    mail: { delivers: false, send: async (message) => ({ ref: `mail-${sentMail.push(message)}` }) },
  }
}

import { SendFault } from '../../../kernel/post.ts'
import type { MailPort } from '../../../kernel/post.ts'

export type SmtpSettings = {
  host: string
  port: number
  /** TLS from the first byte (port 465); otherwise STARTTLS is asked for. */
  secure: boolean
  user: string | null
  password: string | null
  /** `梯田 <no-reply@example.org>`. */
  from: string
  /** Refuse to go on without TLS. Off only for a relay on the same machine. */
  tlsRequired: boolean
  timeoutMs: number
}

type SmtpError = { code?: string; responseCode?: number; command?: string; response?: string }

/**
 * Reply codes of RFC 5321, 4.2: 4yz comes again, 5yz is final. A final answer to RCPT names the address, any other names
 * us. Of 4yz, enhanced status 4.7.x and 421, 450, 451 with rate words mean to come slower (RFC 3463).
 */
function faultOf(error: SmtpError): SendFault {
  const { responseCode: status, code = 'unreachable', command = '', response = '' } = error
  if (status === undefined) {
    const ours = code === 'EAUTH' || code === 'ENOAUTH' || code === 'EENVELOPE' || code === 'ETLS'
    return new SendFault(ours ? 'refused' : 'temporary', code.toLowerCase())
  }
  if (status >= 500) {
    const names = /RCPT/i.test(command) || /^5\d\d[ -]5\.1\.\d/.test(response)
    return new SendFault(names ? 'bad_address' : 'refused', `smtp.${status}`)
  }
  const slower = status === 421 || /\b4\.7\.\d|rate|too many|throttl/i.test(response)
  return new SendFault(slower ? 'throttled' : 'temporary', `smtp.${status}`)
}

/** Letters by SMTP. Throws SendFault. */
export function smtpMail(settings: SmtpSettings): MailPort & { close(): void } {
  const { host, port, secure, user, password, tlsRequired, timeoutMs } = settings
  const opened = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      host,
      port,
      secure,
      requireTLS: tlsRequired && !secure,
      ignoreTLS: !tlsRequired,
      ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  )
  return {
    delivers: true,
    async send({ to, subject, text, lang, unsubscribeUrl }) {
      try {
        const transport = await opened
        const answer = await transport.sendMail({
          from: settings.from,
          to: { name: '', address: to },
          subject,
          text,
          headers: {
            'Content-Language': lang === 'zh' ? 'zh-CN' : 'en',
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribeUrl === undefined
              ? {}
              : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
          },
        })
        return { ref: answer.messageId.slice(0, 200) }
      } catch (error) {
        throw faultOf(error as SmtpError)
      }
    },
    close: () => void opened.then((transport) => transport.close()),
  }
}

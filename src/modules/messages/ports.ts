import type { MailPort, SmsPort } from '../../kernel/post.ts'

/** The bare ways out. */
export type Wires = { sms: SmsPort; mail: MailPort }

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** Signs the links by which a letter's reader refuses more of its kind. */
    refusalSecret: string
    /** The bare ways out, for what keeps the delivery log itself; everyone else takes `sms` and `mail`. */
    wires: Wires
  }
}

/** What goes wrong at the sandbox on purpose. Both functions are asked each time; an empty answer is a good day. */
export type SandboxFaults = {
  /** One attempt (the first is 1) to deliver one message to the platform. */
  notice?(sending: { kind: string; ourId: string; attempt: number }): readonly NoticeFault[]
  /** One call of the platform; `id` is the payment's or the instruction's. */
  answer?(call: { name: CallName; id: string }): AnswerFault | null
}

export type NoticeFault =
  /** Sent that much later. */
  | { delaySeconds: number }
  /** Sent twice at once. */
  | 'duplicate'
  /** Kept back until another message has been sent. */
  | 'reorder'
  /** This attempt never arrives. */
  | 'lose'
  /** A stranger's message of the same content, signed with another key, arrives first. */
  | 'forge'
  /** Well signed, one fen too much. */
  | 'tamper_amount'

export type AnswerFault =
  /** Accepted; done that much later. */
  | { pendingSeconds: number }
  /** Refused for now: `frequency_limited`. */
  | 'refuse'
  /** Nothing arrives at the bank. */
  | 'unreachable'
  /** The bank does it, its answer is lost. */
  | 'time_out'

export type CallName = 'create' | 'close' | 'query' | 'release' | 'refund' | 'payout' | 'bill'

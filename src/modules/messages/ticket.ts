import { refuse } from '../../kernel/refusal.ts'

export const ticketStates = ['open', 'answered', 'closed'] as const
export type TicketState = (typeof ticketStates)[number]

/** A ticket's life as data: `open` waits for the centre, `answered` for the person; whoever writes again opens it again. */
export const ticketSteps = {
  ask: { from: ['open', 'answered', 'closed'], to: 'open' },
  answer: { from: ['open', 'answered'], to: 'answered' },
  note: { from: ['open', 'answered', 'closed'], to: null },
  close: { from: ['open', 'answered'], to: 'closed' },
} as const satisfies Record<string, { from: readonly TicketState[]; to: TicketState | null }>
export type TicketStep = keyof typeof ticketSteps

export function canStep(step: TicketStep, state: TicketState): boolean {
  return (ticketSteps[step].from as readonly TicketState[]).includes(state)
}

/** The state after a step. Refuses: messages.ticket.step_not_possible. */
export function ticketAfter(step: TicketStep, state: TicketState): TicketState {
  if (!canStep(step, state)) refuse('messages.ticket.step_not_possible')
  return ticketSteps[step].to ?? state
}

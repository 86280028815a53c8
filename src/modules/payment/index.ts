import { readGateway } from './gateway.ops.ts'
import { closeBillDifference, escalateBillDifference, explainBillDifference, readReconciliation } from './bill.ops.ts'
import { openPayment, readPayment } from './payment.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { closeBillDifference, escalateBillDifference, explainBillDifference, readReconciliation } from './bill.ops.ts'
export { billsBetween } from './bill.sql.ts'
export { configuredGateways } from './configured.ts'
export { gatewaysOf, meansOf, noticePath } from './gateways.ts'
export type { Gateways } from './gateways.ts'
export { GatewayUnreachable, paidAsAsked } from './gateways/port.ts'
export type { Answer, Gateway, Notice, PaidShare, Settled } from './gateways/port.ts'
export type { AnswerFault, NoticeFault, Sandbox, SandboxFaults } from './gateways/sandbox/index.ts'
export {
  INSTRUCTION_JOB,
  instruct,
  instructionsToSend,
  instructionsOf,
  moveInstructions,
  openInstructions,
} from './instruction.sql.ts'
export type {
  Instruction,
  InstructionMove,
  InstructionReceiver,
  InstructionReleased,
  InstructionView,
} from './instruction.sql.ts'
export { readGateway } from './gateway.ops.ts'
export {
  openedView,
  openedWith,
  openPayment,
  ownPayment,
  payingClient,
  paymentRef,
  readPayment,
} from './payment.ops.ts'
export {
  askPayment,
  lockPayments,
  markPaymentClosed,
  noteNotice,
  noteNoticeOnce,
  paymentById,
  paymentsStillAsked,
  recordPaidShares,
  recordPayments,
} from './payment.sql.ts'
export type { PaymentView, Reported, ShareAsked } from './payment.sql.ts'

export { reconcileLines } from './reconcile.ts'

export const operations = [
  readPayment,
  openPayment,
  readReconciliation,
  explainBillDifference,
  escalateBillDifference,
  closeBillDifference,
  readGateway,
]
export const words = { zh, en }

import { apportion } from '../../kernel/money.ts'

/** Money going back by line and of the freight; `amountFen` is their sum. The shape the market counts refunds in. */
export type Back = { amountFen: number; freightFen: number; lines: { line: number; units: number; fen: number }[] }

/** Without reason the goods' price goes back; what the delivery cost stays with who paid the carrier (law, article 25). */
export function withoutFreight(whole: Back): Back {
  return { ...whole, amountFen: whole.amountFen - whole.freightFen, freightFen: 0 }
}

/**
 * Part of what a case is worth: shared over its lines and freight by what each would give back, so that no line gives
 * more than it holds. The whole amount takes the units back with it; a part leaves them with the buyer.
 */
export function partOf(whole: Back, amountFen: number): Back {
  if (amountFen >= whole.amountFen) return whole
  const shares = apportion(amountFen, [...whole.lines.map((l) => l.fen), whole.freightFen])
  return {
    amountFen,
    freightFen: shares.at(-1) ?? 0,
    lines: whole.lines.map((l, i) => ({ line: l.line, units: 0, fen: shares[i] ?? 0 })).filter((l) => l.fen > 0),
  }
}

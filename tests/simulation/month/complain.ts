import sharp from 'sharp'
import type { OutputOf } from '../../../src/kernel/operation.ts'
import { causeRules, causes, listMyCases } from '../../../src/modules/aftersales/index.ts'
import { answerSellerCase, sendAgain, takeBackGoods } from '../../../src/workflows/answer-case.ts'
import { decideCase } from '../../../src/workflows/decide-case.ts'
import { openMyCase } from '../../../src/workflows/open-case.ts'
import { answerMyCase, sendBack } from '../../../src/workflows/pursue-case.ts'
import { officer } from '../../harness/trade.ts'
import { acts, tried } from './act.ts'
import type { Ordered, Town } from './act.ts'
import type { Claim } from './plan.ts'

type Case = OutputOf<typeof listMyCases>['cases'][number]

const bytes = await sharp({ create: { width: 24, height: 24, channels: 3, background: '#584' } })
  .jpeg()
  .toBuffer()
const photo = { name: 'p.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }

const from = <T>(list: readonly T[], drawn: number): T => list[drawn % list.length] as T

/** A buyer is not content: a case is opened, and on each of the next days somebody says something. */
export function complain(
  town: Town,
  on: (after: number, act: () => Promise<unknown>) => void,
  ordered: Ordered,
  { after, turns, ...claim }: Claim,
): void {
  const { buyer, orderId, units } = ordered
  const cause = from(causes, claim.cause)
  const remedy = from(causeRules[cause].remedies, claim.remedy)
  const asked = { orderId, cause, remedy, units: `0:${1 + (claim.cause % units)}`, photo1: photo }
  on(after, () => acts(town, buyer, openMyCase, asked))
  for (const [at, turn] of turns.entries())
    on(after + 1 + at, async () => {
      const { cases } = await acts(town, buyer, listMyCases, { orderId })
      for (const one of cases) if (one.closedAt === null) await tried(town, goOn(town, ordered, one, turn))
    })
}

/** Whoever's turn it is says what was drawn. */
async function goOn(town: Town, { buyer, shop }: Ordered, one: Case, drawn: number): Promise<unknown> {
  const { organisationId, owner } = shop
  const caseId = one.id
  const amountFen = 1 + (drawn % Math.max(1, one.wantedFen))
  const seller = (step: 'grant' | 'refuse' | 'offer' | 'contest' | 'pay_instead') =>
    acts(town, owner, answerSellerCase, { organisationId, caseId, step, note: '看过了', amountFen })
  const mine = (step: 'accept' | 'decline' | 'confirm' | 'withdraw' | 'dispute') =>
    acts(town, buyer, answerMyCase, { caseId, step })
  const parcel = { carrier: '邮政', trackingNumber: `P${caseId.slice(-10)}${drawn}` }
  const likely = drawn % 10 < 8
  switch (one.state) {
    case 'asked':
      return seller(from(['grant', 'refuse', 'offer'] as const, drawn))
    case 'offered':
      return mine(from(['accept', 'decline'] as const, drawn))
    case 'refused':
      return mine(from(['dispute', 'withdraw'] as const, drawn))
    case 'returning':
      return acts(town, buyer, sendBack, { caseId, ...parcel })
    case 'sent_back':
      return likely ? acts(town, owner, takeBackGoods, { organisationId, caseId, shelf: '0:1' }) : seller('contest')
    case 'resending':
      return likely ? acts(town, owner, sendAgain, { organisationId, caseId, ...parcel }) : seller('pay_instead')
    case 'resent':
      return mine(from(['confirm', 'dispute'] as const, drawn))
    case 'disputed':
      return acts(town, officer(), decideCase, {
        caseId,
        step: from(['decide_refund', 'decide_return', 'decide_reject'] as const, drawn),
        reasons: '看了双方的说明',
      })
    default:
      return null
  }
}

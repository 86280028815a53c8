import type { RouterContextProvider } from 'react-router'
import type { AnyOperation } from '../../../kernel/operation.ts'
import { answerPrice, labelOrder, packOrder } from '../../../modules/market/index.ts'
import { answerBuyer, markSellerRead } from '../../../modules/messages/index.ts'
import { answerSellerCase, sendAgain, takeBackGoods } from '../../../workflows/answer-case.ts'
import { listFromPhotos } from '../../../workflows/list-from-photos.ts'
import { putOffInQueue } from '../../../workflows/read-seller-queue.ts'
import { recordCount } from '../../../modules/stock/index.ts'
import { reprice } from '../../../workflows/reprice.ts'
import { restockItem } from '../../../workflows/restock-item.ts'
import { shipSellerOrder } from '../../../workflows/ship-order.ts'
import type { Attempt } from '../../call.ts'
import { attempt } from '../../call.ts'
import { fenOfYuan, shelfOf } from '../seller/case-input.ts'

type Form = Readonly<Record<string, unknown>>
type Act = { operation: AnyOperation; input(form: Form, subjectId: string): Record<string, unknown> }

const text = (typed: unknown): string => (typeof typed === 'string' ? typed : '')
const number = (typed: unknown): unknown => (typed === undefined ? undefined : Number(typed))
const parcel = ({ carrier, trackingNumber }: Form) => ({ carrier, trackingNumber })

/** All that a card, or the questions after a photo, can ask for. */
const acts: Readonly<Record<string, Act>> = {
  pack: { operation: packOrder, input: (form, orderId) => ({ orderId, boxes: number(form.boxes) }) },
  label: { operation: labelOrder, input: (_, orderId) => ({ orderId }) },
  hand_over: { operation: shipSellerOrder, input: (form, orderId) => ({ orderId, ...parcel(form) }) },
  answer: {
    operation: answerBuyer,
    input: (form, conversationId) => ({ conversationId, body: form.body, upto: number(form.upto) }),
  },
  read: {
    operation: markSellerRead,
    input: (form, conversationId) => ({ conversationId, upto: number(form.upto) }),
  },
  grant: { operation: answerSellerCase, input: (_, caseId) => ({ caseId, step: 'grant' }) },
  refuse: { operation: answerSellerCase, input: (form, caseId) => ({ caseId, step: 'refuse', note: form.note ?? '' }) },
  take_back: { operation: takeBackGoods, input: (form, caseId) => ({ caseId, shelf: shelfOf(form) }) },
  resend: { operation: sendAgain, input: (form, caseId) => ({ caseId, ...parcel(form) }) },
  restock: {
    operation: restockItem,
    input: ({ units, harvestedOn, packedOn }, itemId) => ({ itemId, units: number(units), harvestedOn, packedOn }),
  },
  count: {
    operation: recordCount,
    input: ({ placeId, countedUnits, expectedUnits, reason }, lotId) => ({
      placeId,
      lines: [
        {
          lotId,
          countedUnits: number(countedUnits),
          expectedUnits: number(expectedUnits),
          reason: text(reason).trim() || null,
        },
      ],
    }),
  },
  keep: { operation: answerPrice, input: (_, listingId) => ({ listingId }) },
  reprice: { operation: reprice, input: (form, listingId) => ({ listingId, priceFen: fenOfYuan(form.yuan) }) },
  later: { operation: putOffInQueue, input: ({ thing }) => ({ thing }) },
  list: {
    operation: listFromPhotos,
    input: ({ act: _act, thing: _thing, person: _person, yuan, ...answers }) => ({
      ...answers,
      priceFen: fenOfYuan(yuan),
    }),
  },
}

/** Performs what a card's form says, once for its `sending`; null where it says nothing known. */
export async function perform(
  context: Readonly<RouterContextProvider>,
  organisationId: string,
  { sending, ...form }: Form,
): Promise<Attempt<unknown> | null> {
  const name = text(form.act)
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  if (act === undefined) return null
  const subjectId = text(form.thing).split(':')[1] ?? ''
  const key = typeof sending === 'string' && /^[\w-]{8,64}$/.test(sending) ? sending : undefined
  return attempt(context, act.operation, { ...act.input(form, subjectId), organisationId }, key)
}

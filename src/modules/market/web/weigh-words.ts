import type { Lang } from '../../../kernel/words.ts'
import { weight, yuan } from '../../../web/kit/format.ts'

type Terms = { basisGrams: number; tolerancePercent: number }

const zh = {
  about: (grams: number) => `约 ${weight(grams, 'zh')}`,
  per: (fen: number, basisGrams: number) => `${yuan(fen)}/${basisGrams === 500 ? '斤' : '公斤'}`,
  title: '按实重结算',
  mark: '按实重',
  listing: ({ tolerancePercent }: Terms, grams: number) =>
    `一份约 ${weight(grams, 'zh')}，先按这个重量付款。装箱时过秤，轻了多少当即退多少（去尾到分），重了不加钱。轻于约定 ${tolerancePercent}% 的，卖家要写明原因，您会在订单里看到。运费跟着降档的，也一起退。`,
  line: '约重，装箱过秤后多退不补',
  weighing: '等待过秤',
  scale: (grams: number, ordered: number) => `订 ${weight(ordered, 'zh')}，实称 ${weight(grams, 'zh')}`,
  back: (fen: number) => `按实重退 ${yuan(fen)}`,
  nothing: '实重够秤，不加钱',
  reason: (text: string) => `卖家说明：${text}`,
  freight: (fen: number) => `包裹轻了，运费退 ${yuan(fen)}`,
}
const en: typeof zh = {
  about: (grams) => `about ${weight(grams, 'en')}`,
  per: (fen, basisGrams) => `${yuan(fen)} per ${basisGrams === 500 ? '500 g' : 'kg'}`,
  title: 'Charged by real weight',
  mark: 'By weight',
  listing: ({ tolerancePercent }, grams) =>
    `A unit weighs about ${weight(grams, 'en')}, and that is what you pay first. It is weighed at packing: what it weighs less is refunded at once (charged down to the fen), what it weighs more is yours for nothing. More than ${tolerancePercent}% below, the seller has to say why, in your order. Where a lighter parcel costs less freight, that comes back too.`,
  line: 'Approximate; weighed at packing, any difference comes back',
  weighing: 'To be weighed',
  scale: (grams, ordered) => `Ordered ${weight(ordered, 'en')}, the scale says ${weight(grams, 'en')}`,
  back: (fen) => `${yuan(fen)} back by weight`,
  nothing: 'Full weight, nothing more to pay',
  reason: (text) => `The seller says: ${text}`,
  freight: (fen) => `A lighter parcel: ${yuan(fen)} of freight back`,
}
/** What buyers read of goods that are sold by weight. */
export const weighWords: Record<Lang, typeof zh> = { zh, en }

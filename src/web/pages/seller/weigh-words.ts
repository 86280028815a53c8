import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'

const zh = {
  title: '过秤',
  lead: (n: number) => (n === 0 ? '没有等着过秤的' : `${n} 行等着过秤`),
  empty: '没有等着过秤的商品',
  emptyHelp: '按重量卖的商品付款后会出现在这里：称好净重，差额当即退给买家，然后才能发货。',
  first: '这一单有按重量卖的商品，先过秤再发货。',
  net: '净重（克）',
  netHelp: (least: number, most: number) =>
    `去皮，不含箱子和冰袋。${weight(least, 'zh')} 到 ${weight(most, 'zh')} 直接记`,
  ordered: (grams: number, units: number) => `订 ${units} 份，约 ${weight(grams, 'zh')}`,
  reason: '为什么轻了',
  reasonHelp: '轻于约定时填写，买家会看到',
  reasons: ['采摘后脱水', '个头偏小', '挑掉了坏的'],
  save: '记下重量',
  correct: '改重量',
  correctHelp: '改轻了再退差额；改重了不会向买家要回。',
  saved: (back: number) => (back > 0 ? `已记下，退给买家 ${yuan(back)}` : '已记下，不用退款'),
  done: (grams: number, back: number) =>
    `实称 ${weight(grams, 'zh')}${back > 0 ? `，已退 ${yuan(back)}` : '，没有差额'}`,
  toShip: '去发货',
  howSold: '怎么卖',
  byUnit: '按份卖',
  byJin: '按斤卖（每 500 克）',
  byKilo: '按公斤卖',
  price: '单价（元）',
  tolerance: '允许轻多少（%）',
  toleranceHelp: '轻得更多要写明原因；重出这个比例以上的装不进去。',
  termsHelp: (grams: number) =>
    `一份约 ${weight(grams, 'zh')}。买家先按约重付款，装箱过秤后多退不补；轻于一半的请按份退款。`,
  termsSaved: '已改好，从下一单起这样卖',
  saveTerms: '这样卖',
}
const en: typeof zh = {
  title: 'Weigh',
  lead: (n) => (n === 0 ? 'Nothing to weigh' : `${n} ${n === 1 ? 'line' : 'lines'} to weigh`),
  empty: 'Nothing to weigh',
  emptyHelp:
    'Goods sold by weight stand here once they are paid: enter the net weight, the buyer gets the difference back at once, and the parcel may leave.',
  first: 'This order has goods sold by weight: weigh them before shipping.',
  net: 'Net weight (g)',
  netHelp: (least, most) => `Without box and ice. ${weight(least, 'en')} to ${weight(most, 'en')} needs no reason`,
  ordered: (grams, units) => `${units} ordered, about ${weight(grams, 'en')}`,
  reason: 'Why it is lighter',
  reasonHelp: 'Needed below what was agreed; the buyer sees it',
  reasons: ['Lost water since picking', 'Smaller than usual', 'Bad ones sorted out'],
  save: 'Save the weight',
  correct: 'Correct the weight',
  correctHelp: 'A lower figure gives back more; a higher one asks nothing of the buyer.',
  saved: (back) => (back > 0 ? `Saved, ${yuan(back)} back to the buyer` : 'Saved, nothing to refund'),
  done: (grams, back) => `${weight(grams, 'en')} on the scale${back > 0 ? `, ${yuan(back)} back` : ', no difference'}`,
  toShip: 'To shipping',
  howSold: 'How it is sold',
  byUnit: 'By the unit',
  byJin: 'By weight, per 500 g (jin)',
  byKilo: 'By weight, per kg',
  price: 'Price (yuan)',
  tolerance: 'May be lighter by (%)',
  toleranceHelp: 'Lighter still needs a reason; heavier than this is not accepted.',
  termsHelp: (grams) =>
    `A unit weighs about ${weight(grams, 'en')}. The buyer pays for that first and gets back what the scale says less; below half, refund units instead.`,
  termsSaved: 'Saved; sold so from the next order on',
  saveTerms: 'Sell so',
}
export const useWeighWords = () => (useLang() === 'zh' ? zh : en)

import type { Lang } from '../../kernel/words.ts'

const zh = {
  featured: '店主推荐',
  rest: '全部商品',
  more: '其他商品',
  story: '店铺故事',
  seller: '谁在经营',
  empty: '这家店现在没有在售的商品。',
  emptyHelp: '过几天再来看看，或者逛逛全县的好东西。',
  all: '逛逛全部商品',
  description: (name: string) => `${name}：遂昌的卖家，商品从本地供应，每一批查得到产地。`,
  preview: '这是还没有发布的样子，只有您店里的人看得到。',
  back: '回到装修',
  report: '举报这家店',
  reportReason: '有什么问题',
  send: '交给服务中心',
  reported: '已交给服务中心，谢谢。',
}
const en: typeof zh = {
  featured: 'The shopkeeper recommends',
  rest: 'All goods',
  more: 'Other goods',
  story: 'About this store',
  seller: 'Who keeps it',
  empty: 'Nothing is on sale in this store now.',
  emptyHelp: 'Come back in some days, or look at what the whole county sells.',
  all: 'All goods of the county',
  description: (name) => `${name}: a seller of Suichang. Local goods, each lot traced to its origin.`,
  preview: 'Not yet published: only your own people see it so.',
  back: 'Back to the decoration',
  report: 'Report this store',
  reportReason: 'What is wrong',
  send: 'Hand to the service centre',
  reported: 'Handed to the service centre. Thank you.',
}
export const storeWords: Record<Lang, typeof zh> = { zh, en }

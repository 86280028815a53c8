import type { Lang } from '../../kernel/words.ts'
import type { ParcelState } from '../../modules/delivery/index.ts'

const zh = {
  states: {
    waiting: '已交给快递，还没有扫描记录',
    collected: '快递已揽收',
    in_transit: '在路上',
    out_for_delivery: '正在派送',
    delivered: '已签收',
    trouble: '派送遇到问题',
    returning: '正在退回',
    returned: '已退回卖家',
  } satisfies Record<ParcelState, string> as Record<ParcelState, string>,
  notHanded: '还没有交给快递',
  help: {
    trouble: '快递遇到了问题。请留意电话，或者联系卖家。',
    returning: '包裹在退回的路上。请联系卖家商量重发或退款。',
    returned: '包裹已经退回。请联系卖家商量重发或退款。',
    delivered: '没有收到？请先问问家人、代收点，再联系卖家。',
  } as Partial<Record<ParcelState, string>>,
  journey: '路上的记录',
  none: '快递还没有传来记录，一般几小时内会有；也可以在快递公司的网站输入单号查询。',
  gift: '收件人和包裹',
  recipients: (count: number): string => `${count} 位收件人，见上面的名单`,
  card: '卡片',
  from: (giver: string): string => `送礼人：${giver}`,
  delivered: (done: number, all: number): string => `${all} 个包裹，${done} 个已签收`,
  page: '收礼页',
  doorHelp: '每份礼物有一个收礼页，印在卡片上的二维码就通到那里：不显示价格和地址，不用登录。',
  more: (count: number): string => `其余 ${count} 个`,
}

const en: typeof zh = {
  states: {
    waiting: 'With the courier, not scanned yet',
    collected: 'Collected',
    in_transit: 'On its way',
    out_for_delivery: 'Out for delivery',
    delivered: 'Delivered',
    trouble: 'Trouble on the way',
    returning: 'Coming back',
    returned: 'Back with the seller',
  },
  notHanded: 'Not with a courier yet',
  help: {
    trouble: 'The courier met with trouble. Please mind your telephone, or ask the seller.',
    returning: 'The parcel is on its way back. Please agree with the seller on a new one or a refund.',
    returned: 'The parcel went back. Please agree with the seller on a new one or a refund.',
    delivered: 'Not received? Please ask at home and at the pick-up point first, then the seller.',
  },
  journey: 'What the courier told',
  none: "Nothing from the courier yet; it takes some hours. The number can also be entered on the courier's site.",
  gift: 'Recipients and parcels',
  recipients: (count) => `${count} recipients, listed above`,
  card: 'Card',
  from: (giver) => `From: ${giver}`,
  delivered: (done, all) => `${all} parcels, ${done} delivered`,
  page: 'gift page',
  doorHelp:
    'Every gift has a page of its own, where the code on its card leads: without prices and addresses, and without an account.',
  more: (count) => `${count} more`,
}

export const parcelWords: Record<Lang, typeof zh> = { zh, en }

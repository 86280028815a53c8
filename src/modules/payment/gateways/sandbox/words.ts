import type { SameWords } from '../../../../kernel/words.ts'

export const zh = {
  title: '演示支付',
  notice: '这是演示用的支付页面，不会扣款。',
  total: '应付',
  payees: '收款方',
  payBy: (time: string) => `请在 ${time} 前付款。`,
  pay: (yuan: string) => `付款 ¥${yuan}`,
  payQuietly: '付款，但通知丢失',
  decline: '不付款',
  paid: '这笔款已经付过了，不会再付第二次。',
  closed: '这笔付款已经关闭，订单没有保留。',
  expired: '付款时间已过，请回到商城重新下单。',
  invalid: '这个付款链接不完整或被改动过，请回到商城重新打开。',
  back: '回到商城',
  otherLanguage: 'English',
} as const

export const en: SameWords<typeof zh> = {
  title: 'Demonstration payment',
  notice: 'This is a demonstration payment page. No money moves.',
  total: 'To pay',
  payees: 'Payees',
  payBy: (time) => `Please pay before ${time}.`,
  pay: (yuan) => `Pay ¥${yuan}`,
  payQuietly: 'Pay, but lose the notification',
  decline: 'Do not pay',
  paid: 'This payment has been made already and is not made twice.',
  closed: 'This payment is closed and its orders are no longer kept.',
  expired: 'The time to pay is over. Please return to the shop and order again.',
  invalid: 'This payment link is incomplete or was changed. Please return to the shop and open it again.',
  back: 'Back to the shop',
  otherLanguage: '中文',
}

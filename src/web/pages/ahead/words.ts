import type { Lang } from '../../kit/format.ts'

type Rule = 'by_order_time' | 'pro_rata'
type Silence = 'wait' | 'refund'

const zh = {
  harvest: {
    tag: '预售',
    title: '预售：采收以后再发货',
    window: (from: string, to: string) => `预计采收 ${from} 至 ${to}`,
    left: (units: number) => `还可以预订 ${units} 份`,
    gone: '预订已满，或已停止接受预订',
    rules: '下单前请看清这几条，下单后不会变',
    sharing: {
      by_order_time: '收成不够时，先下单的先得；没分到的份数全额退款。',
      pro_rata:
        '收成不够时，大家按所订份数的同一比例分，只分整份；余下的按零头大小给，零头一样的先下单先得；没分到的份数全额退款。',
    } satisfies Record<Rule, string>,
    silence: {
      wait: (days: number) =>
        `采收日期变了会通知您，${days} 天内可以接受、换成同一卖家的现货或退款；不答复就按新日期等。`,
      refund: (days: number) =>
        `采收日期变了会通知您，${days} 天内可以接受、换成同一卖家的现货或退款；不答复就全额退款。`,
    } satisfies Record<Silence, (days: number) => string>,
    none: '如果没有收成，商品款和运费全部退还。',
    cancel: '分货以前随时可以取消，全额退款。',
  },
  making: {
    tag: '定做',
    title: '定做：下单以后开始做',
    ready: (date: string) => `现在下单，最晚 ${date} 做好`,
    left: (units: number) => `接下来十二周还能接 ${units} 件`,
    gone: '订单已排满，暂时接不下了',
    lead: (days: number) => `从开工算起 ${days} 天做好`,
    stages: '工序',
    arrow: ' → ',
    late: '过了说好的日子还没做好，您可以取消，全额退款。',
    begun: '开工以前可以取消；开工以后不能取消。',
    returns: '定做的商品，结算时由您决定是否确认“不适用七天无理由退货”；不勾选，收货后七天内照样可以退。',
  },
  one: { tag: '孤品', by: (maker: string) => `只此一件，出自${maker}`, help: '卖出以后不会再有第二件。' },
  due: {
    harvest: (from: string, to: string) => `预售，预计采收 ${from} 至 ${to}`,
    making: (date: string) => `定做，最晚 ${date} 做好`,
    apart: '预售和定做的商品各成一个订单，到时单独发货。',
    later: '预计的日子有了变化，请看过新的日子再付款。',
  },
  order: {
    waiting: '等待采收',
    making: '制作进度',
    due: (from: string, to: string) => `现在预计采收 ${from} 至 ${to}`,
    seen: (from: string, to: string) => `下单时说的是 ${from} 至 ${to}`,
    ready: (date: string) => `最晚 ${date} 做好`,
    late: '已经过了说好的日子。您可以继续等，也可以取消，全额退款。',
    units: (units: number) => `订了 ${units} 份`,
    short: (served: number, units: number) =>
      `收成不够，按事先说明的规则分到 ${served} 份（订了 ${units} 份），其余已退款。`,
    askTitle: (from: string, to: string) => `采收改到 ${from} 至 ${to}，您怎么打算？`,
    askReason: (reason: string) => `卖家说明：${reason}`,
    askUntil: {
      wait: (time: string) => `请在 ${time} 前答复。不答复，就按新日期等。`,
      refund: (time: string) => `请在 ${time} 前答复。不答复，就全额退款。`,
    } satisfies Record<Silence, (time: string) => string>,
    accept: '按新日期等',
    refund: (amount: string) => `退款 ${amount}`,
    swap: '换成同一卖家的现货',
    swapHelp: '件数不变，运费不变；便宜的差价原路退回，不能换更贵的。',
    swapTo: (title: string, back: string | null) => (back === null ? `换成${title}` : `换成${title}，退差价 ${back}`),
    noSwap: '这位卖家现在没有价格合适的现货。',
    answered: {
      accept: '您接受了新的日期。',
      refund: '您选择了退款。',
      swap: '您换成了现货。',
    },
    silent: { accept: '期限内没有答复，按事先说明继续等。', refund: '期限内没有答复，按事先说明全额退款。' },
    swapped: (title: string, back: string) => `原来订的是${title}，改期后换货，退差价 ${back}。`,
    notYet: '还没有开工。',
    done: '已经做好',
    photoOf: (stage: string) => `${stage}时的照片`,
  },
}

const en: typeof zh = {
  harvest: {
    tag: 'Pre-sale',
    title: 'Pre-sale: sent after the harvest',
    window: (from, to) => `Harvest expected ${from} to ${to}`,
    left: (units) => `${units} can still be ordered`,
    gone: 'The quota is full, or no more orders are taken',
    rules: 'Please read before ordering; these rules stay as they are',
    sharing: {
      by_order_time:
        'If the harvest is short, who ordered first is served first. Whatever you do not get is refunded in full.',
      pro_rata:
        'If the harvest is short, everyone gets the same part of what they ordered, in whole units; what is left over goes by the largest remainder, and between equal ones to who ordered first. Whatever you do not get is refunded in full.',
    },
    silence: {
      wait: (days) =>
        `If the dates change you are told, and have ${days} days to accept, swap for goods of the same seller in stock, or take your money back. If you do not answer, you wait for the new dates.`,
      refund: (days) =>
        `If the dates change you are told, and have ${days} days to accept, swap for goods of the same seller in stock, or take your money back. If you do not answer, everything is refunded.`,
    },
    none: 'If there is no harvest, goods and delivery are refunded in full.',
    cancel: 'Until the harvest is shared you may cancel at any time and get everything back.',
  },
  making: {
    tag: 'Made to order',
    title: 'Made to order: the work begins after you order',
    ready: (date) => `Ordered now, ready by ${date}`,
    left: (units) => `${units} can be taken on in the next twelve weeks`,
    gone: 'The order book is full for now',
    lead: (days) => `Ready ${days} days after the work begins`,
    stages: 'Stages',
    arrow: ' → ',
    late: 'If it is not ready by the day stated, you may cancel and get everything back.',
    begun: 'You may cancel until the work begins, not after.',
    returns:
      'At the checkout you decide whether to confirm that what is made to order cannot be returned without reason. If you do not tick it, you may return it within seven days.',
  },
  one: { tag: 'One of a kind', by: (maker) => `Only one, by ${maker}`, help: 'Once sold there will be no second.' },
  due: {
    harvest: (from, to) => `Pre-sale, harvest expected ${from} to ${to}`,
    making: (date) => `Made to order, ready by ${date}`,
    apart: 'What is sold ahead or made to order is an order of its own and is sent by itself.',
    later: 'The expected dates have changed. Please look at the new ones before paying.',
  },
  order: {
    waiting: 'Waiting for the harvest',
    making: 'The making',
    due: (from, to) => `Harvest now expected ${from} to ${to}`,
    seen: (from, to) => `When you ordered: ${from} to ${to}`,
    ready: (date) => `Ready by ${date}`,
    late: 'The day stated has passed. You may go on waiting, or cancel and get everything back.',
    units: (units) => `${units} ordered`,
    short: (served, units) =>
      `The harvest was short. By the rule stated beforehand you get ${served} of ${units}; the rest is refunded.`,
    askTitle: (from, to) => `The harvest moves to ${from} to ${to}. What would you like?`,
    askReason: (reason) => `The seller says: ${reason}`,
    askUntil: {
      wait: (time) => `Please answer by ${time}. If you do not, you wait for the new dates.`,
      refund: (time) => `Please answer by ${time}. If you do not, everything is refunded.`,
    },
    accept: 'Wait for the new dates',
    refund: (amount) => `Take back ${amount}`,
    swap: 'Swap for goods in stock of the same seller',
    swapHelp:
      'The number and the delivery stay; what is cheaper is refunded the way you paid; dearer goods cannot be taken.',
    swapTo: (title, back) => (back === null ? `Swap for ${title}` : `Swap for ${title}, ${back} back`),
    noSwap: 'This seller has nothing in stock at a fitting price.',
    answered: {
      accept: 'You accepted the new dates.',
      refund: 'You took your money back.',
      swap: 'You swapped for goods in stock.',
    },
    silent: {
      accept: 'There was no answer in time; as stated beforehand, you wait.',
      refund: 'There was no answer in time; as stated beforehand, everything is refunded.',
    },
    swapped: (title, back) => `You had ordered ${title}; swapped after the dates changed, ${back} back.`,
    notYet: 'The work has not begun yet.',
    done: 'Ready',
    photoOf: (stage) => `Photo: ${stage}`,
  },
}

export const aheadWords: Record<Lang, typeof zh> = { zh, en }

import type { TicketKind } from '../../../engines/ticket/index.ts'

const zhKinds: Record<TicketKind, string> = {
  adult: '成人',
  child: '儿童',
  senior: '老人',
  student: '学生',
  group: '团体',
}
const enKinds: Record<TicketKind, string> = {
  adult: 'Adult',
  child: 'Child',
  senior: 'Senior',
  student: 'Student',
  group: 'Group',
}

const zh = {
  title: '门票',
  kinds: zhKinds,
  people: (count: number) => `${count} 人`,
  nights: (count: number) => `${count} 晚`,
  allDay: '全天',
  whole: '同行的人一起扫这张',
  wholeAlt: (title: string) => `${title} 的入园码`,
  single: '分开进的，各扫各的',
  one: (at: number, of: number) => `第 ${at} 张，共 ${of} 张`,
  code: '扫不出时报编号',
  entered: (count: number, of: number) => `已入 ${count} 人，共 ${of} 人`,
  used: '这张票用过了',
  help: '到入口出示，不用联网；先截图也可以。改期或退款后旧码作废，请重新打开这一页。',
  print: '打印或存成 PDF',
  back: '我的订单',
}

const en: typeof zh = {
  title: 'Tickets',
  kinds: enKinds,
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  nights: (count) => (count === 1 ? '1 night' : `${count} nights`),
  allDay: 'All day',
  whole: 'One code for the whole party',
  wholeAlt: (title) => `Code for the entrance: ${title}`,
  single: 'Coming separately? One code each',
  one: (at, of) => `Ticket ${at} of ${of}`,
  code: 'If it does not scan, say',
  entered: (count, of) => `${count} of ${of} have come in`,
  used: 'This ticket was used',
  help: 'Show it at the entrance; no network is needed, and a screenshot will do. After a change or refund the old code is void: open this page again.',
  print: 'Print or save as PDF',
  back: 'My orders',
}

export const ticketWords = { zh, en }

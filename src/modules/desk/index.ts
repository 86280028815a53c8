import { forgetViewsJob } from './jobs.ts'
import { listViews, openWithView, removeView, saveView } from './view.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { insertPrintings, papers, printedOf } from './printing.sql.ts'
export type { Paper, Printed } from './printing.sql.ts'
export { listViews, openWithView, removeView, saveView } from './view.ops.ts'
export type { Sheet } from './view.ts'

export const operations = [listViews, saveView, openWithView, removeView]
export const jobs = [forgetViewsJob]
export const subscriptions = [{ event: 'people.person.erased', job: forgetViewsJob.name }]
export const words = { zh, en }

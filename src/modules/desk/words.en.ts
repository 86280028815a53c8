import type { refusals as zh } from './words.zh.ts'

export const refusals: Record<keyof typeof zh, string> = {
  'desk.view.too_many': 'At most {limit} views of one table can be kept. Remove one you no longer use.',
  'desk.view.unknown': 'There is no such view; it may have been removed.',
  'desk.view.not_yours': 'Somebody else saved this view; only they or the owner may remove it.',
}

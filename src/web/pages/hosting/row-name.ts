import type { Lang } from '../../../kernel/words.ts'
import { clock } from '../stay/said.ts'

/** A room type, or a place with the time at which its slot begins. */
export function rowName(row: { nameZh: string; nameEn: string; minute: number | null }, lang: Lang): string {
  const name = lang === 'zh' ? row.nameZh : row.nameEn
  return row.minute === null ? name : `${name} ${clock(row.minute)}`
}

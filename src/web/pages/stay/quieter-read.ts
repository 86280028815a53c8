import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { findQuieter } from '../../../modules/tourism/index.ts'
import { yuan } from '../../kit/format.ts'
import { placeHref } from './address.ts'
import { clock, nameIn } from './said.ts'
import { stayWords } from './words.ts'

type Found = OutputOf<typeof findQuieter>['quieter'][number]
export type QuieterPlace = {
  id: string
  name: string
  href: string | null
  about: string
  /** Room, distance, time and price, in words. */
  reasons: string
}

/** For loaders: quiet sights as a guest reads them, each with its reasons to go. */
export function quieterPlaces(
  found: readonly Found[],
  lang: Lang,
  asked: { day?: string; party?: number } = {},
): QuieterPlace[] {
  const say = stayWords[lang].quieter
  return found.map((one) => ({
    id: one.siteId,
    name: nameIn(one, lang),
    href: one.productId === null ? null : placeHref({ kind: 'ticket', id: one.productId }, asked),
    about: lang === 'zh' ? one.aboutZh : one.aboutEn,
    reasons: [
      one.free === null ? say.noLimit : say.free(one.free),
      one.kilometres === null ? '' : say.far(Math.round(one.kilometres)),
      say.until(clock(one.closesMinute)),
      one.fromFen === null ? '' : say.price(yuan(one.fromFen)),
    ]
      .filter((reason) => reason !== '')
      .join(' · '),
  }))
}

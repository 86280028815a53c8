import type { OutputOf } from '../../../kernel/operation.ts'
import type { readOthers } from '../../../workflows/rebook.ts'
import { Button, ChoiceField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import { clock, dayInWords } from './said.ts'
import { stayWords } from './words.ts'

export type Others = Pick<OutputOf<typeof readOthers>, 'reason' | 'answerBy' | 'times' | 'houses'>

/** So many other times are shown; the calendar has more. */
const TIMES_SHOWN = 8

/** What a guest chooses from whose host cannot receive them: another time, a neighbour's house, or all the money back. */
export function OtherOffers({ others, otherBookingId }: { others: Others; otherBookingId: string }) {
  const lang = useLang()
  const say = stayWords[lang].others
  const times = others.times.slice(0, TIMES_SHOWN).map(({ day, minute, free }) => ({
    value: `day ${day} ${minute ?? ''}`.trim(),
    label: `${dayInWords(day, lang)}${minute === null ? '' : ` ${clock(minute)}`}`,
    detail: `${say.noMore}${lang === 'zh' ? '，' : ', '}${stayWords[lang].time.left(free)}`,
  }))
  const houses = others.houses.map(({ roomTypeId, titleZh, titleEn, totalFen }) => ({
    value: `house ${roomTypeId}`,
    label: lang === 'zh' ? titleZh : titleEn,
    detail: say.house(yuan(totalFen)),
  }))
  return (
    <section className="part read" id="others">
      <Notice kind="attention" lang={lang} title={say.title}>
        <p>
          {others.reason}
          <br />
          {say.help(momentWords(others.answerBy, lang))}
        </p>
      </Notice>
      <form method="post">
        <input type="hidden" name="otherBookingId" value={otherBookingId} />
        <ChoiceField
          name="choice"
          legend={say.choose}
          value="refund"
          choices={[...times, ...houses, { value: 'refund', label: say.refund }]}
        />
        <Button name="intent" value="others">
          {say.take}
        </Button>
      </form>
    </section>
  )
}

import type { OutputOf } from '../../../kernel/operation.ts'
import type { readProduct } from '../../../modules/tourism/index.ts'
import { KeyFacts } from '../../kit/page.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { clock, durationWords, mapHref, nameIn } from './said.ts'
import type { Option } from './visit-read.ts'
import { stayWords } from './words.ts'

/** What it costs one at least. */
export function FromPrice({ option }: { option: Option | undefined }) {
  const lang = useLang()
  const unit = option?.units.find((one) => one.type === 'adult') ?? option?.units[0]
  if (unit === undefined) return null
  return (
    <p className="price-line">
      <Price from size="large" fen={unit.priceFen} unit={stayWords[lang].units[unit.type]} lang={lang} />
    </p>
  )
}

type FactsProps = Pick<OutputOf<typeof readProduct>, 'product' | 'site'> & { place: string; option: Option | undefined }

/** Where it is, when it is open, how long it takes, for whom and until when it is booked. */
export function Facts({ product, site, place, option }: FactsProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const map = mapHref(site)
  const separator = lang === 'zh' ? '、' : ', '
  return (
    <KeyFacts
      facts={[
        {
          term: say.visit.where,
          detail: (
            <>
              <a href={`/villages/${site.villageCode}`}>{place}</a>
              {map && (
                <>
                  {separator}
                  <a href={map}>{say.visit.map}</a>
                </>
              )}
            </>
          ),
        },
        { term: say.visit.open, detail: `${clock(site.opensMinute)}–${clock(site.closesMinute)}` },
        ...(option === undefined
          ? []
          : [
              { term: say.visit.takes, detail: durationWords(option.durationMinutes, lang) },
              { term: say.visit.party, detail: say.visit.partyOf(option.partyMin, option.partyMax) },
              { term: say.visit.cutoff, detail: cutoffWords(option, lang) },
            ]),
        ...(option?.isGuided === true ? [{ term: say.visit.guide, detail: say.visit.guided }] : []),
        ...(option === undefined || option.gear.length === 0
          ? []
          : [
              {
                term: say.visit.lent,
                detail: option.gear.map((one) => say.visit.lentEach(nameIn(one, lang), one.peopleEach)).join(separator),
              },
            ]),
        {
          term: say.visit.language,
          detail: product.languages.map((one) => say.languages[one]).join(separator),
        },
      ]}
    />
  )
}

function cutoffWords({ cutoffMinutes, isTimed }: Option, lang: 'zh' | 'en'): string {
  const say = stayWords[lang].visit
  if (!isTimed && cutoffMinutes <= 0) return say.cutoffDay
  if (cutoffMinutes === 0) return say.cutoffStart
  if (cutoffMinutes < 0) return say.cutoffAfter(durationWords(-cutoffMinutes, lang))
  return say.cutoffBefore(durationWords(cutoffMinutes, lang))
}

import { weight, yuan, yuanParts, type Lang } from './format.ts'
import { words } from './words.ts'

export interface PriceProps {
  fen: number
  lang: Lang
  size?: 'small' | 'medium' | 'large' | undefined
  /** The price before a sale; shown struck through, and said in words to a screen reader. */
  wasFen?: number | undefined
  /** True when other choices cost more: 起, from. */
  from?: boolean | undefined
  /** What the price buys: 盒, 斤, night. */
  unit?: string | undefined
}

/** A price: large figures, a small ¥. */
export function Price({ fen, lang, size = 'medium', wasFen, from, unit }: PriceProps) {
  const say = words[lang]
  const { sign, whole, cents } = yuanParts(fen)
  return (
    <span className={`price price-${size}`}>
      {from && lang === 'en' && <small className="unit">{say.from} </small>}
      <data value={(fen / 100).toFixed(2)}>
        {sign}
        <small>¥</small>
        {whole}
        <small>.{cents}</small>
      </data>
      {from && lang === 'zh' && <small className="unit"> {say.from}</small>}
      {unit && <small className="unit"> {say.each(unit)}</small>}
      {wasFen !== undefined && (
        <s className="was">
          <span className="unseen">{say.was} </span>
          {yuan(wasFen)}
        </s>
      )}
    </span>
  )
}

/** A weight, metric and in 斤; `about` where the scale decides at packing. */
export function Weight({ grams, lang, about }: { grams: number; lang: Lang; about?: boolean | undefined }) {
  return (
    <span className="weight">
      {about && `${words[lang].about} `}
      {weight(grams, lang)}
    </span>
  )
}

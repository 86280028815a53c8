import { yuan } from '../kit/format.ts'
import { useLang } from '../page-context.ts'
import { bundleWords } from './bundle-words.ts'

type Held = readonly {
  id: string
  titleZh: string
  titleEn: string
  parts: readonly { shareFen: number; units: number; priceFen: number }[]
}[]

/** Bundles that hold the goods of a page. */
export function InBundles({ bundles }: { bundles: Held }) {
  const lang = useLang()
  const say = bundleWords[lang]
  if (bundles.length === 0) return null
  return (
    <section className="part read">
      <h2>{say.inBundles}</h2>
      <ul className="lines">
        {bundles.map(({ id, titleZh, titleEn, parts }) => {
          const totalFen = parts.reduce((sum, part) => sum + part.shareFen, 0)
          const apartFen = parts.reduce((sum, part) => sum + part.units * part.priceFen, 0)
          return (
            <li key={id}>
              <a href={`/bundles/${id}`}>{lang === 'zh' ? titleZh : titleEn}</a>
              <span>
                {yuan(totalFen)} <span className="soft">{say.saved(yuan(apartFen - totalFen))}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

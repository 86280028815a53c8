import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { weight } from '../kit/format.ts'
import { useLang } from '../page-context.ts'

type Line = {
  units: number
  netGrams: number
  weigh: {
    backFen: number
    weighed: { grams: number; units: number; reason: string } | null
  } | null
}

/** A line's weight: as packed, or about so much where the scale decides. */
export function LineWeight({ line }: { line: Pick<Line, 'netGrams'> & { weigh?: object | null | undefined } }) {
  const lang = useLang()
  return <span>{line.weigh ? weighWords[lang].about(line.netGrams) : weight(line.netGrams, lang)}</span>
}

/** What the scale said of an ordered line, and what came back for it. */
export function Weighed({ line, waits }: { line: Line; waits: boolean }) {
  const lang = useLang()
  const say = weighWords[lang]
  if (line.weigh === null) return null
  const { weighed, backFen } = line.weigh
  if (weighed === null) return waits ? <p className="line-facts soft">{say.line}</p> : null
  return (
    <p className="line-facts">
      <span>{say.scale(weighed.grams, weighed.units * line.netGrams)}</span>
      <strong>{backFen > 0 ? say.back(backFen) : say.nothing}</strong>
      {weighed.reason && <span className="soft">{say.reason(weighed.reason)}</span>}
    </p>
  )
}

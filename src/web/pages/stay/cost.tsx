import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { stayWords } from './words.ts'

export type CostOf = { totalFen: number; toPayFen: number; refundFen: number; keptFen: number }

/** What a change costs or brings back, seen before it is made; the form says that it was seen. */
export function CostSums({ cost: { totalFen, toPayFen, refundFen, keptFen } }: { cost: CostOf }) {
  const say = stayWords[useLang()].change
  return (
    <>
      <input type="hidden" name="toPayFen" value={toPayFen} />
      <input type="hidden" name="refundFen" value={refundFen} />
      <p className="sum">
        <span>{say.total}</span>
        <span>{yuan(totalFen)}</span>
      </p>
      {keptFen > 0 && (
        <p className="sum">
          <span>{say.kept}</span>
          <span>{yuan(keptFen)}</span>
        </p>
      )}
      <p className="sum total">
        <span>{toPayFen > 0 ? say.toPay : refundFen > 0 ? say.back : say.same}</span>
        {toPayFen + refundFen > 0 && <span>{yuan(toPayFen > 0 ? toPayFen : refundFen)}</span>}
      </p>
    </>
  )
}

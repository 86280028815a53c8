import type { ExemptLine } from './exempt-lines.ts'
import { useAfterWords } from './words.ts'

/** A box for each line, never ticked beforehand: without it the seven days stand. */
export function Exemptions({ lines, confirmed }: { lines: readonly ExemptLine[]; confirmed: readonly string[] }) {
  const say = useAfterWords().confirm
  if (lines.length === 0) return null
  return (
    <fieldset className="choices exemptions">
      <legend>{say.title}</legend>
      <p className="hint">{say.lead}</p>
      {lines.map((line) => (
        <label key={line.listingId} className="check">
          <input
            type="checkbox"
            name={`exempt-${line.listingId}`}
            defaultChecked={confirmed.includes(line.listingId)}
          />{' '}
          <span>
            {say.line(line.title)} <small className="soft">{say.classes[line.class]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

import type { House } from './houses.tsx'
import { SentSwitch } from './sent-switch.tsx'
import { useHostWords } from './words.ts'

/** The house's consent to take guests of full neighbours; taken back as easily. */
export function Overflow({ house }: { house: House }) {
  const say = useHostWords().houses
  return (
    <SentSwitch
      label={say.pool}
      description={say.poolHelp}
      isOn={house.takesOverflow}
      what="pool"
      fields={(joins) => ({ houseId: house.id, joins: String(joins) })}
      toldOf={(joins) => (joins ? say.poolOn : say.poolOff)}
    />
  )
}

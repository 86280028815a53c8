/** Days chosen in one row of the calendar, by their places: `anchor` is where it began, `head` where it stands. */
export type Chosen = { row: number; anchor: number; head: number; from: number; until: number }

export const chosenAt = (row: number, anchor: number, head = anchor): Chosen => ({
  row,
  anchor,
  head,
  from: Math.min(anchor, head),
  until: Math.max(anchor, head),
})

/** A click alone begins anew; with Shift it goes on from where it began, in the same row. */
export const clicked = (chosen: Chosen | null, row: number, day: number, shift: boolean): Chosen =>
  shift && chosen?.row === row ? chosenAt(row, chosen.anchor, day) : chosenAt(row, day)

const steps: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -1000],
  End: [0, 1000],
}

/** Where a key leads from a cell; undefined for keys that lead nowhere. With Shift the days between are chosen. */
export function moved(
  chosen: Chosen,
  key: string,
  shift: boolean,
  size: { rows: number; days: number },
): Chosen | undefined {
  const step = steps[key]
  if (step === undefined) return undefined
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1)
  const day = within(chosen.head + step[1], size.days)
  if (shift && step[0] === 0) return chosenAt(chosen.row, chosen.anchor, day)
  return chosenAt(within(chosen.row + step[0], size.rows), day)
}

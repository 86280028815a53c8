/** A lot number nobody has used: the day, then letters in turn; `260418A` … `260418Z`, `260418AA`. */
export function freeLotCode(day: string, used: ReadonlySet<string>): string {
  const stem = day.slice(2).replaceAll('-', '')
  for (let turn = 0; ; turn += 1) {
    const code = stem + lettersOf(turn)
    if (!used.has(code)) return code
  }
}

function lettersOf(turn: number): string {
  const last = String.fromCodePoint(65 + (turn % 26))
  return turn < 26 ? last : lettersOf(Math.floor(turn / 26) - 1) + last
}

import { loadSolver } from '../../src/engines/linear/index.ts'
import { compareKeys, costGame, membersOf, shapley } from '../../src/engines/sharing/index.ts'
import type { CostGame } from '../../src/engines/sharing/index.ts'
import type { Row } from '../kit/rows.ts'

/** Roads that some firms need; a coalition pays for every road one of its members needs. */
function roads(firms: number): CostGame {
  let state = 20_261
  const random = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff
  const own = Array.from({ length: 3 * firms }, () => ({
    users: 1 + Math.floor(random() * (2 ** firms - 1)),
    price: 1 + Math.floor(random() * 99),
  }))
  return costGame(firms, (coalition) =>
    own.reduce((sum, { users, price }) => sum + ((users & coalition) === 0 ? 0 : price), 0),
  )
}

/** Of a game of roads the Shapley value is known: each road is shared evenly by its users. Processor time beside only asking every coalition's cost. */
export async function rows(): Promise<Row[]> {
  const solver = await loadSolver()
  const timed = (work: () => void) => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user / 1000
  }
  const asked = (firms: number) => {
    const game = roads(firms)
    return timed(() => {
      for (let coalition = 0; coalition < 2 ** firms; coalition += 1)
        membersOf(coalition).forEach(() => game.cost(coalition))
    })
  }
  const row = (name: string, firms: number, work: (game: CostGame) => void): Row => {
    const [floor, figure] = [asked(firms), timed(() => work(roads(firms)))]
    return {
      name,
      figure,
      unit: 'ms',
      besides: { name: 'asking every coalition', figure: floor },
      ratio: figure / floor,
      note: `${firms} firms`,
    }
  }
  return [
    row('Shapley, exact', 10, (game) => void shapley(game)),
    row('Shapley, 20,000 orders', 15, (game) => void shapley(game, { samples: 20_000 })),
    row('all keys, core and recommendation', 8, (game) => void compareKeys(game, solver)),
    row('all keys, core and recommendation', 14, (game) => void compareKeys(game, solver, { samples: 2_000 })),
  ]
}

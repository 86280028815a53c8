import { SitingFault } from './problem.ts'
import type { Siting } from './problem.ts'
import { pMedian } from './locate.ts'

/** Text as numbers; a word, such as "capacity" where a file leaves that open, reads as Infinity. */
function numbersOf(text: string): () => number {
  if (typeof text !== 'string') throw new SitingFault('unreadable', 'a text is expected')
  const words = text.split(/\s+/).filter((word) => word !== '')
  let at = 0
  return () => {
    const word = words[at]
    if (word === undefined) throw new SitingFault('unreadable', 'the file ends too early')
    at += 1
    if (/^[A-Za-z]+$/.test(word)) return Infinity
    const value = Number(word)
    if (Number.isNaN(value)) throw new SitingFault('unreadable', `${word.slice(0, 20)} is no number`)
    return value
  }
}

const COUNT_MAX = 10_000

function countOf(next: () => number): number {
  const count = next()
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX)
    throw new SitingFault('unreadable', `${count} is no count`)
  return count
}

/** Capacitated warehouse location of the OR-Library (Beasley 1990): `capNN.txt`. Refuses: unreadable. */
export function readCapacitated(text: string): Siting {
  const next = numbersOf(text)
  const [count, customers] = [countOf(next), countOf(next)]
  const sites = Array.from({ length: count }, () => ({ capacity: next(), openCost: next() }))
  const demands = new Float64Array(customers)
  const costs = new Float64Array(count * customers)
  for (let customer = 0; customer < customers; customer += 1) {
    demands[customer] = next()
    for (let site = 0; site < count; site += 1) costs[site * customers + customer] = next()
  }
  return { sites, demands, costs }
}

/**
 * Uncapacitated p-median of the OR-Library: a graph, its number of hubs, and distances by its shortest paths. Of an edge
 * given twice the last length counts. Refuses: unreadable.
 */
export function readMedian(text: string): Siting {
  const next = numbersOf(text)
  const [nodes, edges, hubs] = [countOf(next), next(), countOf(next)]
  const lengths = new Float64Array(nodes * nodes).fill(Infinity)
  for (let node = 0; node < nodes; node += 1) lengths[node * nodes + node] = 0
  for (let edge = 0; edge < edges; edge += 1) {
    const [a, b, length] = [next() - 1, next() - 1, next()]
    if (!(a >= 0 && b >= 0 && a < nodes && b < nodes)) throw new SitingFault('unreadable', 'an edge leaves the graph')
    lengths[a * nodes + b] = length
    lengths[b * nodes + a] = length
  }
  return pMedian(shortestPaths(lengths, nodes), new Float64Array(nodes).fill(1), hubs)
}

/** Floyd and Warshall. */
function shortestPaths(lengths: Float64Array, nodes: number): Float64Array {
  for (let via = 0; via < nodes; via += 1) {
    for (let from = 0; from < nodes; from += 1) {
      const first = lengths[from * nodes + via] ?? Infinity
      if (first === Infinity) continue
      for (let to = 0; to < nodes; to += 1) {
        const length = first + (lengths[via * nodes + to] ?? Infinity)
        if (length < (lengths[from * nodes + to] ?? Infinity)) lengths[from * nodes + to] = length
      }
    }
  }
  return lengths
}

import type { Plan } from './plan.ts'

/** Works out again, for a whole route, the earliest departures forward and the latest arrivals backward. */
export function refreshTimes(plan: Plan, slot: number): void {
  const { model, seq, departure, latest } = plan
  const { time, nodes, ready, due, service } = model
  const type = model.types[model.typeOf[slot]!]!
  const base = slot * plan.stride
  const end = base + plan.size[slot]! + 1
  let node = seq[base]!
  let leaves = type.open
  departure[base] = leaves
  for (let i = base + 1; i < end; i++) {
    const next = seq[i]!
    const arrives = leaves + time[node * nodes + next]!
    leaves = (arrives > ready[next]! ? arrives : ready[next]!) + service[next]!
    departure[i] = leaves
    node = next
  }
  let after = seq[end]!
  let limit = type.close
  latest[end] = limit
  for (let i = end - 1; i > base; i--) {
    const here = seq[i]!
    const latestLeave = limit - time[here * nodes + after]! - service[here]!
    limit = latestLeave < due[here]! ? latestLeave : due[here]!
    latest[i] = limit
    after = here
  }
}

/** Works out again what is on board after each position. */
export function refreshLoads(plan: Plan, slot: number): void {
  const { seq, onboard, model } = plan
  const base = slot * plan.stride
  const end = base + plan.size[slot]!
  let load = 0
  onboard[base] = 0
  for (let i = base + 1; i <= end; i++) {
    load += model.demand[seq[i]!]!
    onboard[i] = load
  }
}

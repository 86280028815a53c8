import type { Duty, OrganisationKind } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type DutyHolder = { id: string; kind: OrganisationKind; duties: Duty[] }

const lock = statement<DutyHolder>(
  'people.duty.lock',
  `
  SELECT id, kind, duties FROM people.organisation WHERE id = $1 OR $2 = ANY (duties) ORDER BY id FOR UPDATE`,
)

/** The organisation and all that have the duty, locked in key order: two that are taken back at once take turns. */
export async function lockDutyHolders(tx: Tx, organisationId: string, duty: Duty): Promise<DutyHolder[]> {
  return tx.run(lock, [organisationId, duty])
}

const set = statement('people.duty.set', 'UPDATE people.organisation SET duties = $2 WHERE id = $1')

export function setDuties(tx: Tx, organisationId: string, duties: readonly Duty[]): void {
  tx.send(set, [organisationId, duties])
}

/** The tables of a seller's desk that can be looked at in ways of one's own. */
export const sheets = ['orders', 'listings', 'lots', 'harvests', 'stock', 'prices'] as const
export type Sheet = (typeof sheets)[number]

/** Views one person keeps of one table. */
export const VIEWS_MAX = 30

type Held = { personId: string; shared: boolean }

/** A view is seen by who made it, and by everybody of the organisation once it is shared. */
export const isSeenBy = (view: Held, personId: string) => view.shared || view.personId === personId

/** Who made it may change it; a shared one also the organisation's owner, since its maker may be gone. */
export const mayChange = (view: Held, asker: { personId: string; owns: boolean }) =>
  view.personId === asker.personId || (view.shared && asker.owns)

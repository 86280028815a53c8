import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { isSeenBy, mayChange, sheets, VIEWS_MAX } from './view.ts'
import { closeForOthers, lockView, removeViewRow, saveViewRow, setOpening, viewsSeen } from './view.sql.ts'

const staff = member('seller', 'packer', 'bookkeeper')

/** Who asks: views belong to persons, so nobody else has any. */
function asker(actor: Actor, organisationId: string): { personId: string; owns: boolean } {
  if (actor.kind !== 'person') refuse('kernel.not_allowed')
  const own = actor.memberships.find((one) => one.organisationId === organisationId)
  return { personId: actor.personId, owns: own?.roles.includes('owner') ?? false }
}

export const listViews = query({
  name: 'desk.view.list',
  path: '/desk/organisations/{organisationId}/views',
  summary: 'Views of one of the desk’s tables: the asker’s own and the shared ones',
  access: staff,
  input: z.object({ organisationId: id, sheet: z.enum(sheets) }),
  output: z.object({
    views: z.array(
      z.object({
        id,
        name: z.string(),
        query: z.string(),
        shared: z.boolean(),
        opens: z.boolean(),
        own: z.boolean(),
        mayChange: z.boolean(),
      }),
    ),
  }),
  async run({ sql, actor }, { organisationId, sheet }) {
    const who = asker(actor, organisationId)
    const views = await viewsSeen(sql, organisationId, who.personId, sheet)
    return {
      views: views.map(({ personId, sheet: _same, ...view }) => ({
        ...view,
        own: personId === who.personId,
        mayChange: mayChange({ personId, shared: view.shared }, who),
      })),
    }
  },
})

export const saveView = operation({
  name: 'desk.view.save',
  method: 'POST',
  path: '/desk/organisations/{organisationId}/views',
  summary: 'Keeps a way of looking at a table under a name, in place of the asker’s own of that name',
  access: staff,
  input: z.object({
    organisationId: id,
    sheet: z.enum(sheets),
    name: line(40),
    /** The address’s query that shows the table so. */
    query: z
      .string()
      .max(1000)
      .regex(/^[\w\-.~%+=&:*]*$/),
    shared: z.boolean().default(false),
    opens: z.boolean().default(false),
  }),
  output: z.object({ viewId: id }),
  refusals: ['desk.view.too_many'],
  async run({ tx, actor, now }, { opens, ...view }) {
    const { personId } = asker(actor, view.organisationId)
    const viewId = await saveViewRow(tx, { ...view, personId }, VIEWS_MAX, now)
    if (viewId === null) refuse('desk.view.too_many', { limit: VIEWS_MAX })
    if (!view.shared) await closeForOthers(tx, viewId)
    await setOpening(tx, { organisationId: view.organisationId, personId, sheet: view.sheet, viewId }, opens)
    return { viewId }
  },
})

export const openWithView = operation({
  name: 'desk.view.open_with',
  method: 'PUT',
  path: '/desk/organisations/{organisationId}/views/{viewId}/opening',
  summary: 'Says whether a table opens with this view for the asker',
  access: staff,
  input: z.object({ organisationId: id, viewId: id, opens: z.boolean() }),
  output: z.object({ viewId: id, opens: z.boolean() }),
  refusals: ['desk.view.unknown'],
  async run({ tx, actor }, { organisationId, viewId, opens }) {
    const { personId } = asker(actor, organisationId)
    const view = await lockView(tx, organisationId, viewId)
    if (view === null || !isSeenBy(view, personId)) refuse('desk.view.unknown')
    await setOpening(tx, { organisationId, personId, sheet: view.sheet, viewId }, opens)
    return { viewId, opens }
  },
})

export const removeView = operation({
  name: 'desk.view.remove',
  method: 'DELETE',
  path: '/desk/organisations/{organisationId}/views/{viewId}',
  summary: 'Removes a view: one’s own, or a shared one as the organisation’s owner',
  access: staff,
  input: z.object({ organisationId: id, viewId: id }),
  output: z.object({ viewId: id }),
  refusals: ['desk.view.unknown', 'desk.view.not_yours'],
  async run({ tx, actor }, { organisationId, viewId }) {
    const who = asker(actor, organisationId)
    const view = await lockView(tx, organisationId, viewId)
    if (view === null || !isSeenBy(view, who.personId)) refuse('desk.view.unknown')
    if (!mayChange(view, who)) refuse('desk.view.not_yours')
    await removeViewRow(tx, viewId)
    return { viewId }
  },
})

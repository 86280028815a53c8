import { redirect } from 'react-router'
import { organisationKinds } from '../../../kernel/actor.ts'
import type { InputOf, OutputOf } from '../../../kernel/operation.ts'
import {
  approveSelling,
  grantDuty,
  inspectOrganisation,
  isFit,
  listOrganisations,
  revokeDuty,
} from '../../../modules/people/index.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/organisations.ts'
import { placeName, townshipChoices } from './names.ts'
import { OrganisationsScreen } from './organisations-screen.tsx'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Organisations that match the address's filters, newest first; `?open=` names the one beside the list. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { lang, actor } = context.get(appContext).visit
  const { searchParams: search } = new URL(request.url)
  const filters = filtersOf(search)
  const open = search.get('open')
  const { organisations } = await call(context, listOrganisations, { ...filters, limit: PAGE })
  const found = organisations.find(({ id }) => id === open)
  const opened =
    found ??
    (open !== null && UUID.test(open) ? await call(context, inspectOrganisation, { organisationId: open }) : undefined)
  const named = (one: Bare): Organisation => ({ ...one, village: placeName(one.villageCode, lang) })
  const done = search.get('done')
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return {
    filters,
    done: (['selling', 'grant', 'revoke'] as const).find((one) => one === done) ?? null,
    townships: townshipChoices(lang),
    organisations: organisations.map(named),
    opened:
      opened === undefined
        ? null
        : {
            ...named(opened),
            isFit: isFit(opened.kind, 'service_centre'),
            isOwn: memberships.some(({ organisationId }) => organisationId === opened.id),
          },
    olderThan: organisations.length === PAGE ? (organisations.at(-1)?.id ?? null) : null,
  }
}

type Bare = OutputOf<typeof inspectOrganisation>
export type Organisation = Bare & { village: string }
export type Opened = NonNullable<Organisations['opened']>
export type Organisations = Awaited<ReturnType<typeof loader>>

/** What the address holds of filters; anything not understood is left out. */
function filtersOf(search: URLSearchParams): Omit<InputOf<typeof listOrganisations>, 'limit'> {
  const text = (search.get('text') ?? '').normalize('NFKC').trim().slice(0, 60)
  const kind = organisationKinds.find((one) => one === search.get('kind'))
  const sells = (['yes', 'no'] as const).find((one) => one === search.get('sells'))
  const place = search.get('place') ?? ''
  const before = search.get('before') ?? ''
  return {
    ...(text !== '' && { text }),
    ...(kind && { kind }),
    ...(sells && { sells }),
    ...(/^\d{9}$/.test(place) && { place }),
    ...(UUID.test(before) && { before }),
  }
}

const intents = { selling: approveSelling, grant: grantDuty, revoke: revokeDuty } as const

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const name = (['grant', 'revoke'] as const).find((one) => one === intent) ?? 'selling'
  const result = await attempt(context, intents[name], input)
  if (!result.ok) return refused(result)
  return redirect(`/centre/organisations?open=${result.output.organisationId}&done=${name}`)
}

export default function OrganisationsPage({ loaderData }: Route.ComponentProps) {
  return <OrganisationsScreen {...loaderData} />
}

import { duties, organisationKinds } from '../../../kernel/actor.ts'
import { listAudit } from '../../../kernel/audit.ops.ts'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import type { Lang } from '../../../kernel/words.ts'
import { nameOrganisations, nameStaff } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/audit.ts'
import { AuditScreen } from './audit-screen.tsx'
import { kindNames } from '../../organisation-kinds.ts'
import { placeName } from './names.ts'
import { words } from './words.ts'

const PAGE = 100
const DAYS = 30
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Entries of a period, newest first; people who act for organisations with their names, buyers without. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, visit } = context.get(appContext)
  const filters = filtersOf(new URL(request.url).searchParams, civilDate(app.clock.now()))
  const { entries } = await call(context, listAudit, { ...filters, limit: PAGE })
  const people = await call(context, nameStaff, {
    ids: idsOf(entries.map((e) => (e.actorKind === 'person' ? e.actorId : null))),
  })
  const organisations = await call(context, nameOrganisations, { ids: idsOf(entries.map((e) => e.organisationId)) })
  const personNames = new Map(people.names.map((one) => [one.personId, one.name]))
  const organisationNames = new Map(
    organisations.names.map((one) => [one.organisationId, visit.lang === 'zh' ? one.nameZh : one.nameEn]),
  )
  return {
    filters,
    olderThan: entries.length === PAGE ? (entries.at(-1)?.id ?? null) : null,
    entries: entries.map((entry) => ({
      ...entry,
      detail: concerned(entry.detail, visit.lang),
      who: personNames.get(entry.actorId ?? '') ?? null,
      organisation: organisationNames.get(entry.organisationId ?? '') ?? null,
      summary: app.operations.find(({ name }) => name === entry.operation)?.summary ?? null,
    })),
  }
}

export type Audit = Awaited<ReturnType<typeof loader>>

/** What an entry is about, in words where the county has them; the organisation has its own column. */
function concerned(detail: Record<string, unknown>, lang: Lang): Record<string, string> {
  const named = Object.entries(detail).map(([key, value]): [string, string] => {
    const text = plain(value)
    if (key === 'villageCode') return [key, placeName(text, lang)]
    const duty = duties.find((one) => key === 'duty' && one === text)
    if (duty !== undefined) return [key, words[lang].organisations.dutyNames[duty]]
    const kind = organisationKinds.find((one) => key === 'kind' && one === text)
    return [key, kind === undefined ? text : kindNames[lang][kind]]
  })
  return Object.fromEntries(named.filter(([key]) => key !== 'organisationId'))
}

const plain = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

const idsOf = (ids: readonly (string | null)[]): string =>
  [...new Set(ids.filter((id) => id !== null && UUID.test(id)))].join(',')

function filtersOf(search: URLSearchParams, today: string) {
  const day = (name: string, otherwise: string) =>
    DAY.test(search.get(name) ?? '') ? String(search.get(name)) : otherwise
  const area = /^[a-z]+$/.test(search.get('area') ?? '') ? search.get('area') : null
  const touched = (search.get('touched') ?? '').trim().slice(0, 80)
  const before = search.get('before') ?? ''
  const [from, to] = [day('from', addDays(today, 1 - DAYS)), day('to', today)].toSorted()
  return {
    from: from as string,
    to: to as string,
    ...(area !== null && { operation: area }),
    ...(touched !== '' && { touched }),
    ...(UUID.test(before) && { before }),
  }
}

export default function AuditPage({ loaderData }: Route.ComponentProps) {
  return <AuditScreen {...loaderData} />
}

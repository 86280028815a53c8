import {
  findQuieter,
  listSites,
  listSupplierBookings,
  readCrowds,
  readGateFaults,
  readSlots,
} from '../../../modules/tourism/index.ts'
import { readMe } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { LinkButton } from '../../kit/form.tsx'
import { signedInOnly } from '../seller/gate.ts'
import { Quieter } from '../stay/quieter.tsx'
import { quieterPlaces } from '../stay/quieter-read.ts'
import { clockOf, partyWords } from '../tickets/party.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/desk.ts'
import { Fullness, HostFrame } from './frame.tsx'
import { useHostWords } from './words.ts'

const CAME_MAX = 50

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang, today: day } = visitorOf(context)
  const { sites } = await call(context, listSites, { organisationId })
  const { slots } = await call(context, readSlots, { organisationId, day })
  const crowds = await call(context, readCrowds, { day })
  const { bookings } = await call(context, listSupplierBookings, { organisationId, from: day, until: day })
  const me = await call(context, readMe, {})
  const own = me.memberships.find((one) => one.organisationId === organisationId)
  const name = (one: { nameZh: string; nameEn: string }) => (lang === 'zh' ? one.nameZh : one.nameEn)
  const shown = await Promise.all(
    sites.map(async (site) => {
      const crowd = crowds.sites.find((one) => one.siteId === site.id)
      const crowded = crowd?.level === 'nearly_full' || crowd?.level === 'full'
      const { quieter } = crowded ? await call(context, findQuieter, { siteId: site.id }) : { quieter: [] }
      // A slot has no more left than its site.
      const siteLeft =
        crowd === undefined || crowd.capacity === null ? Number.MAX_SAFE_INTEGER : crowd.capacity - crowd.taken
      const { faults } = await call(context, readGateFaults, { organisationId, siteId: site.id, day })
      return {
        id: site.id,
        name: name(site),
        taken: crowd?.taken ?? 0,
        entered: crowd?.entered ?? 0,
        capacity: crowd?.capacity ?? null,
        level: crowd?.level ?? 'free',
        slots: slots
          .filter((slot) => slot.siteId === site.id)
          .map((slot) => ({
            key: `${slot.resourceId} ${slot.minute}`,
            name: name(slot),
            time: slot.minute === null ? null : clockOf(slot.minute),
            booked: slot.held + slot.confirmed + slot.redeemed,
            come: slot.redeemed,
            left: Math.max(0, Math.min(slot.capacity - slot.held - slot.confirmed - slot.redeemed, siteLeft)),
            capacity: slot.capacity,
            isClosed: slot.isClosed,
          })),
        quieter: quieterPlaces(quieter, lang),
        faults: faults.map((one) => ({ code: one.code, name: one.name })),
      }
    }),
  )
  return {
    organisationId,
    organisation: own === undefined ? '' : lang === 'zh' ? own.nameZh : (own.nameEn ?? own.nameZh),
    county: crowds.county,
    sites: shown,
    came: bookings
      .filter((one) => one.kind === 'visit' && one.entered > 0)
      .slice(0, CAME_MAX)
      .map((one) => ({
        id: one.id,
        name: one.contactName,
        code: one.code,
        party: partyWords(one, lang),
        entered: one.entered,
        guests: one.guests,
      })),
  }
}

type Data = Route.ComponentProps['loaderData']

/** A scenic spot's day: how full, slot by slot, who came, what is left; where to send those for whom there is no room. */
export default function Desk({
  loaderData: { organisationId, organisation, county, sites, came },
}: Route.ComponentProps) {
  const say = useHostWords()
  return (
    <HostFrame
      title={say.desk.title}
      name={organisation}
      back={{ href: `/host/${organisationId}`, label: organisation }}
    >
      {sites.length === 0 && <p>{say.desk.noSites}</p>}
      {sites.some((site) => site.slots.length > 0) && (
        <p>
          <a href={`/gate/${organisationId}/call-off`}>{say.off.link}</a>
        </p>
      )}
      {sites.map((site) => (
        <Site key={site.id} site={site} organisationId={organisationId} />
      ))}
      <section>
        <h2>{say.desk.county}</h2>
        <Fullness taken={county.taken} capacity={county.capacity} words={useFullWords(county)} />
      </section>
      {came.length > 0 && (
        <section>
          <h2>{say.desk.who}</h2>
          <ul className="host-lines">
            {came.map((one) => (
              <li key={one.id}>
                <span>
                  <strong>{one.name || one.code}</strong> {one.name !== '' && <span className="soft">{one.code}</span>}
                  <br />
                  {one.party}
                </span>
                <span>
                  {one.entered}/{one.guests}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </HostFrame>
  )
}

function useFullWords({ taken, capacity, level }: { taken: number; capacity: number | null; level: string }): string {
  const say = useHostWords()
  if (capacity === null) return say.desk.noLimit(taken)
  const near = level === 'full' ? say.desk.full : level === 'nearly_full' ? say.desk.near : ''
  return [say.desk.limit(taken, capacity), near].filter(Boolean).join(' · ')
}

function Site({ site, organisationId }: { site: Data['sites'][number]; organisationId: string }) {
  const say = useHostWords()
  const left = site.capacity === null ? null : site.capacity - site.taken
  return (
    <section>
      <h2>{site.name}</h2>
      <dl className="host-figures">
        <div>
          <dt>{say.desk.entered}</dt>
          <dd>{site.entered}</dd>
        </div>
        <div>
          <dt>{say.desk.expected}</dt>
          <dd>{site.taken}</dd>
        </div>
        {left !== null && (
          <div>
            <dt>{say.desk.left}</dt>
            <dd>{left}</dd>
          </div>
        )}
      </dl>
      <Fullness taken={site.taken} capacity={site.capacity} words={useFullWords(site)} />
      <nav className="host-acts" aria-label={site.name}>
        <LinkButton href="/gate/scan">{say.desk.gate}</LinkButton>
        <LinkButton kind="plain" href={`/gate/${organisationId}/window/${site.id}`}>
          {say.desk.window}
        </LinkButton>
      </nav>
      <Quieter places={site.quieter} list="host-lines" />
      {site.faults.length > 0 && (
        <>
          <h3>{say.desk.faults}</h3>
          <p>{site.faults.map((one) => `${one.name} ${one.code}`).join('、')}</p>
        </>
      )}
      {site.slots.length > 0 && <h3>{say.desk.slots}</h3>}
      <ul className="host-lines">
        {site.slots.map((slot) => (
          <li key={slot.key}>
            <div className="host-wide">
              <strong>{slot.time ?? say.desk.allDay}</strong> {slot.name}{' '}
              {slot.isClosed && <span className="host-badge">{say.desk.closed}</span>}
              <Fullness
                taken={slot.booked}
                capacity={slot.capacity}
                words={say.desk.slot(slot.booked, slot.come, slot.left)}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { OutputOf } from '../../kernel/operation.ts'
import { words } from '../../modules/market/web/words.ts'
import type { followOrder } from '../../workflows/follow-order.ts'
import { CopyText } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { parcelWords } from './parcel-words.ts'

type Followed = OutputOf<typeof followOrder>

type ParcelProps = {
  parcel: { carrier: string; trackingNumber: string; handedOver: string } | null
  /** The latest first, each with its moment in words. */
  track: { state: NonNullable<Followed['track']>['state']; scans: { when: string; text: string }[] } | null
}

/** The parcel of a plain order: where it is, and what its courier told. */
export function ParcelPart({ parcel, track }: ParcelProps) {
  const lang = useLang()
  const say = words[lang].order
  const own = parcelWords[lang]
  if (parcel === null) return null
  const help = track === null ? undefined : own.help[track.state]
  return (
    <section className="parcel">
      <h2>{say.parcel}</h2>
      {track && <p className="parcel-state">{own.states[track.state]}</p>}
      <p>
        {parcel.carrier} <span className="soft">{say.handedOver(parcel.handedOver)}</span>
      </p>
      <p>
        <CopyText text={parcel.trackingNumber} lang={lang} />
      </p>
      {help && <p className="hint">{help}</p>}
      {track !== null && track.scans.length > 0 ? (
        <>
          <h3>{own.journey}</h3>
          <ol className="track">
            {track.scans.map((scan) => (
              <li key={`${scan.when}${scan.text}`}>
                <span>{scan.text}</span> <span className="soft">{scan.when}</span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p className="hint">{track === null ? say.carrierHelp : own.none}</p>
      )}
    </section>
  )
}

const SHOWN = 20

/** An order to many: the card, and where each recipient's parcel is. */
export function GiftPart({ gift }: Pick<Followed, 'gift'>) {
  const say = parcelWords[useLang()]
  if (gift === null) return null
  const done = gift.parcels.filter((one) => one.state === 'delivered').length
  const [first, rest] = [gift.parcels.slice(0, SHOWN), gift.parcels.slice(SHOWN)]
  return (
    <section className="part">
      <h2>{say.gift}</h2>
      <p>{say.from(gift.giver)}</p>
      {gift.card !== '' && (
        <p>
          {say.card} “{gift.card}”
        </p>
      )}
      <p className="soft">{say.delivered(done, gift.parcels.length)}</p>
      <GiftParcels parcels={first} />
      {rest.length > 0 && (
        <details className="fold">
          <summary>{say.more(rest.length)}</summary>
          <GiftParcels parcels={rest} />
        </details>
      )}
      <p className="hint">{say.doorHelp}</p>
    </section>
  )
}

function GiftParcels({ parcels }: { parcels: NonNullable<Followed['gift']>['parcels'] }) {
  const say = parcelWords[useLang()]
  return (
    <ul className="lines">
      {parcels.map((one) => (
        <li key={one.number}>
          <span>
            {one.number}. {one.name} <a href={one.door}>{say.page}</a>
          </span>
          <span className="soft">
            {one.carrier === null
              ? say.notHanded
              : `${one.carrier} ${one.trackingNumber ?? ''} ${say.states[one.state]}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

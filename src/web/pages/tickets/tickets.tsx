import { readTickets } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { qrSvg } from '../../documents/qr.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/tickets.ts'
import stylesheet from './tickets.css?url'
import { ticketView } from './view.ts'
import { ticketWords } from './words.ts'

const QR_WIDTH = 280

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const view = ticketView(await call(context, readTickets, { bookingId: idIn(params.bookingId) }), lang)
  return {
    ...view,
    tickets: view.tickets.map(({ text, ...ticket }) => ({ ...ticket, svg: qrSvg(text, QR_WIDTH) })),
  }
}

type Data = Route.ComponentProps['loaderData']

/** The codes to show at an entrance; whole without a script, and in a screenshot. */
export default function Tickets({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = ticketWords[lang]
  const { id, title, day, time, party, name, code, guests, entered, tickets } = loaderData
  const [whole, ...singles] = tickets
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <link rel="stylesheet" href={stylesheet} precedence="default" />
      <div className="read column ticket-page">
        <h1>{title}</h1>
        <p className="ticket-when">
          {day} · {time}
        </p>
        <p>
          {party} · {name}
        </p>
        {entered > 0 && <p className="soft">{say.entered(entered, guests)}</p>}
        {whole && <Code ticket={whole} label={say.whole} title={title} />}
        <p className="ticket-code">
          <span className="soft">{say.code}</span> <code>{code}</code>
        </p>
        <p className="soft">{say.help}</p>
        <p>
          <LinkButton kind="plain" href={`/tickets/${id}/tickets.pdf`}>
            {say.print}
          </LinkButton>
        </p>
        {singles.length > 0 && (
          <details className="ticket-singles">
            <summary>{say.single}</summary>
            {singles.map((ticket, at) => (
              <Code
                key={at}
                ticket={ticket}
                label={`${say.one(at + 1, singles.length)} · ${ticket.party}`}
                title={title}
              />
            ))}
          </details>
        )}
      </div>
    </SiteFrame>
  )
}

function Code({ ticket, label, title }: { ticket: Data['tickets'][number]; label: string; title: string }) {
  const say = ticketWords[useLang()]
  return (
    <figure className={ticket.used ? 'ticket ticket-used' : 'ticket'}>
      <div role="img" aria-label={say.wholeAlt(title)} dangerouslySetInnerHTML={{ __html: ticket.svg }} />
      <figcaption>{ticket.used ? say.used : label}</figcaption>
    </figure>
  )
}

import type { AfterOrder } from './order-after.ts'
import { useAfterWords } from './words.ts'

/** Ways on from an order: its cases, a claim, a review, an invoice. */
export function AfterEntry({ orderId, cases, claims, received, invoices }: AfterOrder) {
  const say = useAfterWords()
  if (!claims && !received && cases.length === 0) return null
  return (
    <section className="part after-entry">
      <h2>{say.entry.title}</h2>
      <ul className="plain-links">
        {cases.map((one) => (
          <li key={one.id}>
            <a href={`/after-sales/${one.id}`}>{say.entry.case(one.code)}</a>{' '}
            <span className="soft">{say.states[one.state]}</span>
          </li>
        ))}
        {claims && (
          <li>
            <a href={`/orders/${orderId}/after-sales`}>{say.entry.claim}</a>
          </li>
        )}
        {received && (
          <li>
            <a href={`/orders/${orderId}/review`}>{say.entry.review}</a>
          </li>
        )}
        {invoices && (
          <li>
            <a href={`/orders/${orderId}/invoice`}>{say.entry.invoice}</a>
          </li>
        )}
      </ul>
      {!received && <p className="hint">{say.entry.later}</p>}
    </section>
  )
}

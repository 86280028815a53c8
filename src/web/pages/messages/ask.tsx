import { Button } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { words } from './words.ts'

/** The way from a listing or an order to the conversation with its seller. */
export function AskSeller({ about }: { about: { listingId: string } | { orderId: string } | { sellerId: string } }) {
  const [[name, value] = ['', '']] = Object.entries<string>(about)
  return (
    <form method="post" action="/messages">
      <input type="hidden" name={name} value={value} />
      <Button kind="plain">{words[useLang()].askSeller}</Button>
    </form>
  )
}

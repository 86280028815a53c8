import { words } from '../../modules/discovery/web/words.ts'
import { Button } from '../kit/form.tsx'
import { useLang } from '../page-context.ts'

type Keep = { listingId: string; kept: boolean; watching: boolean; soldOut: boolean; signedIn: boolean }

/** Keep, tell me, share: forms that post and come back, and links. */
export function KeepPanel({ listingId, kept, watching, soldOut, signedIn }: Keep) {
  const say = words[useLang()].keep
  return (
    <div className="keep">
      <Ask listingId={listingId} intent={kept ? 'drop' : 'keep'} label={kept ? say.drop : say.keep} />
      {soldOut && !watching && <Ask listingId={listingId} intent="watch" label={say.watch} />}
      {watching && (
        <>
          <p role="status">{signedIn ? say.watching : say.watchingGuest}</p>
          <Ask listingId={listingId} intent="stop" label={say.stop} />
        </>
      )}
      <a href={`/goods/${listingId}/share`}>{say.share}</a>
      <a href={`/goods/order?listing=${listingId}`}>{say.explain}</a>
    </div>
  )
}

export function Ask({ listingId, intent, label }: { listingId: string; intent: string; label: string }) {
  return (
    <form method="post" action="/favourites">
      <input type="hidden" name="listingId" value={listingId} />
      <input type="hidden" name="intent" value={intent} />
      <Button kind="plain">{label}</Button>
    </form>
  )
}

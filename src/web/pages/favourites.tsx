import { data, redirect } from 'react-router'
import { z } from 'zod'
import { civilDate } from '../../kernel/clock.ts'
import { id } from '../../kernel/validation.ts'
import { listFavourites, removeFavourite, stopWatching } from '../../modules/discovery/index.ts'
import { words } from '../../modules/discovery/web/words.ts'
import { cardOf, listingHref } from '../../modules/market/web/tile.ts'
import { readTiles } from '../../workflows/find-goods.ts'
import { addFavourite, watchGoods } from '../../workflows/keep-goods.ts'
import type { Route } from './+types/favourites.ts'
import { attempt, call, formInput } from '../call.ts'
import { appContext } from '../context.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, LinkButton } from '../kit/form.tsx'
import { civilDate as dayWords } from '../kit/format.ts'
import { ListingGrid } from '../kit/listing.tsx'
import { EmptyState, Notice } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { PageHead } from './head.tsx'
import { Ask } from './keep-panel.tsx'
import { placeName } from './places.ts'
import { forgetSeenCookie, seenIn } from './seen.ts'
import { visitorOf } from './visitor.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, month } = visitorOf(context)
  const { visit } = context.get(appContext)
  const stranger = visit.actor.kind === 'guest' && visit.newGuestToken !== null
  const kept = stranger ? { favourites: [], watches: [] } : await call(context, listFavourites, {})
  const seen = seenIn(request)
  const ids = [...kept.favourites, ...kept.watches].map((one) => one.listingId)
  const { tiles } = await call(context, readTiles, { ids: [...new Set([...ids, ...seen])].slice(0, 100) })
  const byId = new Map(tiles.map((tile) => [tile.id, tile]))
  const cards = (wanted: readonly string[]) =>
    wanted
      .flatMap((one) => byId.get(one) ?? [])
      .map((tile) => cardOf(tile, lang, month, (code) => placeName(code, lang)))
  const favourites = cards(kept.favourites.map((one) => one.listingId))
  return {
    favourites,
    gone: Math.min(kept.favourites.length, 100) - favourites.length,
    watches: kept.watches.flatMap((one) => {
      const tile = byId.get(one.listingId)
      if (tile === undefined) return []
      const title = lang === 'zh' ? tile.titleZh : tile.titleEn
      return [{ listingId: tile.id, title, askedOn: civilDate(one.askedAt), back: one.toldAt !== null }]
    }),
    seen: cards(seen),
  }
}

const asked = z.object({
  intent: z.enum(['keep', 'drop', 'watch', 'stop', 'forget_seen']),
  listingId: id.optional(),
})
const doing = { keep: addFavourite, drop: removeFavourite, watch: watchGoods, stop: stopWatching } as const

/** One thing a visitor does, then back to the page it was done on. */
export async function action({ request, context }: Route.ActionArgs) {
  const { app } = context.get(appContext)
  const form = asked.safeParse(await formInput(request))
  if (!form.success) throw data(null, { status: 400 })
  const { intent, listingId } = form.data
  if (intent === 'forget_seen') {
    const secure = app.settings.publicUrl.startsWith('https:')
    return redirect('/favourites', { status: 303, headers: { 'set-cookie': forgetSeenCookie(secure) } })
  }
  if (listingId === undefined) throw data(null, { status: 400 })
  const result = await attempt(context, doing[intent], { listingId })
  if (!result.ok) return data(result.refusal, { status: result.refusal.status })
  const here = request.headers.get('referer')?.endsWith('/favourites') ?? false
  return redirect(here ? '/favourites' : listingHref(listingId), 303)
}

export default function Favourites({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].mine
  const { favourites, gone, seen } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title} description={say.description} hidden />
      <h1>{say.title}</h1>
      {actionData && <Notice kind="danger" lang={lang} title={actionData.title} />}
      <section className="part" aria-label={say.favourites}>
        <h2>{say.favourites}</h2>
        <ListingGrid
          listings={favourites}
          lang={lang}
          empty={
            <EmptyState title={say.noFavourites} action={<LinkButton href="/goods">{say.browse}</LinkButton>}>
              {say.noFavouritesHelp}
            </EmptyState>
          }
        />
        {gone > 0 && <p className="soft">{say.gone(gone)}</p>}
      </section>
      <Watches {...loaderData} />
      <section className="part" aria-label={say.seen}>
        <h2>{say.seen}</h2>
        <p className="soft">{seen.length === 0 ? say.noSeen : say.seenPrivate}</p>
        <ListingGrid listings={seen} lang={lang} />
        {seen.length > 0 && (
          <form method="post" action="/favourites">
            <input type="hidden" name="intent" value="forget_seen" />
            <Button kind="plain">{say.clearSeen}</Button>
          </form>
        )}
      </section>
    </SiteFrame>
  )
}

function Watches({ watches }: Route.ComponentProps['loaderData']) {
  const lang = useLang()
  const say = words[lang].mine
  if (watches.length === 0) return null
  return (
    <section className="part" aria-label={say.watches}>
      <h2>{say.watches}</h2>
      <ul className="lines">
        {watches.map(({ listingId, title, askedOn, back }) => (
          <li key={listingId} className="watch">
            <a href={listingHref(listingId)}>{title}</a>
            <span className="soft">{say.askedOn(dayWords(askedOn, lang))}</span>
            <strong>{back ? say.back : say.waiting}</strong>
            <Ask listingId={listingId} intent="stop" label={words[lang].keep.stop} />
          </li>
        ))}
      </ul>
    </section>
  )
}

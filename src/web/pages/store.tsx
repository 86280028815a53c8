import { readSellerStories, readStore, reportStore } from '../../modules/market/index.ts'
import { cardOf } from '../../modules/market/web/tile.ts'
import { readOrganisation, village, villageLabel } from '../../modules/people/index.ts'
import type { Route } from './+types/store.ts'
import { attempt, call, formInput, refused } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { contourSvg } from '../kit/contours.ts'
import { Button, Field, LinkButton } from '../kit/form.tsx'
import { count } from '../kit/format.ts'
import { ListingGrid } from '../kit/listing.tsx'
import type { ListingCard } from '../kit/listing.tsx'
import { EmptyState, Notice } from '../kit/page.tsx'
import { useLang, usePage } from '../page-context.ts'
import { PageHead, StructuredData } from './head.tsx'
import { placeName } from './places.ts'
import { MakerStory } from './story/story.tsx'
import { StoreSearch } from './store-search.tsx'
import { storeWords } from './store-words.ts'
import { visitorOf } from './visitor.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, month } = visitorOf(context)
  const draft = new URL(request.url).searchParams.has('draft')
  const store = await call(context, readStore, { slug: params.slug, draft })
  const [organisation, { stories }] = await Promise.all([
    call(context, readOrganisation, { organisationId: store.organisationId }),
    call(context, readSellerStories, { sellerId: store.organisationId }),
  ])
  const card = (tile: (typeof store.rest)[number]) => cardOf(tile, lang, month, (code) => placeName(code, lang))
  const { content } = store
  const at = village(organisation.villageCode)
  return {
    slug: store.slug,
    draft,
    organisationId: store.organisationId,
    storeId: store.id,
    stories,
    name: lang === 'zh' ? content.nameZh : content.nameEn,
    welcome: lang === 'zh' ? content.welcomeZh : content.welcomeEn,
    story: lang === 'zh' ? content.storyZh : content.storyEn,
    banner: content.banner,
    seller: lang === 'zh' ? organisation.nameZh : (organisation.nameEn ?? organisation.nameZh),
    village: at === undefined ? '' : villageLabel(at, lang),
    featured: store.featured.map(card),
    sections: store.sections.map((section) => ({
      title: lang === 'zh' ? section.titleZh : section.titleEn,
      cards: section.tiles.map(card),
    })),
    rest: store.rest.map(card),
    goods: store.goods,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const result = await attempt(context, reportStore, { ...(await formInput(request)), slug: params.slug })
  return result.ok ? result : refused(result)
}

type Loaded = Route.ComponentProps['loaderData']

/** A seller's shop front, as its keeper arranged it within the county's design. */
export default function StorePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const { site = '' } = usePage()
  const say = storeWords[lang]
  const { name, draft, featured, sections, rest, slug, organisationId, storeId } = loaderData
  const shown = featured.length + sections.reduce((sum, { cards }) => sum + cards.length, 0) + rest.length
  const bare = shown === 0
  return (
    <SiteFrame>
      <PageHead title={name} description={say.description(name)} hidden={draft} path={`/stores/${slug}`} />
      <StructuredData data={storeData(loaderData, site)} />
      {draft && (
        <Notice kind="attention" lang={lang} title={say.preview}>
          <a href={`/seller/${organisationId}/stores/${storeId}`}>{say.back}</a>
        </Notice>
      )}
      <Banner {...loaderData} />
      {!draft && !bare && <StoreSearch slug={slug} />}
      {bare && (
        <EmptyState title={say.empty} action={<LinkButton href="/goods">{say.all}</LinkButton>}>
          {say.emptyHelp}
        </EmptyState>
      )}
      {featured.length > 0 && <Shelf title={say.featured} cards={featured} />}
      {sections.map((section) => (
        <Shelf key={section.title} {...section} />
      ))}
      {rest.length > 0 && <Shelf title={featured.length + sections.length > 0 ? say.more : say.rest} cards={rest} />}
      {!draft && loaderData.goods > shown && (
        <p className="part">
          <LinkButton href={`/goods?store=${slug}`}>{say.allGoods(count(loaderData.goods, lang))}</LinkButton>
        </p>
      )}
      {loaderData.stories.map((story) => (
        <MakerStory key={story.storyId} story={story} />
      ))}
      <About {...loaderData} />
      {!draft && (
        <Report done={actionData?.ok === true} refusal={actionData?.ok === false ? actionData.refusal.title : null} />
      )}
    </SiteFrame>
  )
}

function storeData({ name, story, welcome, slug, seller }: Loaded, site: string) {
  return {
    '@type': 'Store',
    name,
    url: `${site}/stores/${slug}`,
    description: story || welcome || undefined,
    parentOrganization: { '@type': 'Organization', name: seller },
  }
}

function Banner({ banner, name, welcome, slug }: Loaded) {
  const words = (
    <div>
      <h1>{name}</h1>
      {welcome !== '' && <p>{welcome}</p>}
    </div>
  )
  if (banner.kind === 'photo')
    return (
      <div className="store-banner photo">
        <img
          src={`/photos/${banner.photoId}/1280.webp`}
          srcSet={`/photos/${banner.photoId}/640.webp 640w, /photos/${banner.photoId}/1280.webp 1280w`}
          sizes="100vw"
          alt=""
        />
        {words}
      </div>
    )
  return (
    <div className={`store-banner store-${banner.colour}`}>
      <Motif seed={slug} />
      {words}
    </div>
  )
}

function Motif({ seed }: { seed: string }) {
  const svg = contourSvg({ seed: `store ${seed}`, width: 1200, height: 200, levels: 7, mesh: 24 })
  const [, path = ''] = svg.match(/ d="([^"]*)"/) ?? []
  return (
    <svg
      viewBox="0 0 1200 200"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}

function Shelf({ title, cards }: { title: string; cards: readonly ListingCard[] }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      <ListingGrid listings={cards} lang={useLang()} />
    </section>
  )
}

function About({ story, seller, village: at }: Loaded) {
  const say = storeWords[useLang()]
  return (
    <>
      {story !== '' && (
        <section className="part read store-story">
          <h2>{say.story}</h2>
          {story.split(/\n+/).map((line, n) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines of a text that does not change here
            <p key={n}>{line}</p>
          ))}
        </section>
      )}
      <section className="part read">
        <h2>{say.seller}</h2>
        <p>
          {seller} <span className="soft">{at}</span>
        </p>
      </section>
    </>
  )
}

function Report({ done, refusal }: { done: boolean; refusal: string | null }) {
  const lang = useLang()
  const say = storeWords[lang]
  if (done) return <Notice kind="success" lang={lang} title={say.reported} />
  return (
    <details className="part">
      <summary>{say.report}</summary>
      <form method="post" className="read stack">
        {refusal && <Notice kind="danger" lang={lang} title={refusal} />}
        <Field name="reason" label={say.reportReason} lang={lang} required maxLength={500} />
        <Button kind="plain">{say.send}</Button>
      </form>
    </details>
  )
}

import { words } from '../../modules/discovery/web/words.ts'
import { readListing } from '../../modules/market/index.ts'
import type { Route } from './+types/share.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { captioned } from '../kit/format.ts'
import { Breadcrumbs } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { idIn } from './asked.ts'
import { PageHead } from './head.tsx'
import { visitorOf } from './visitor.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const listing = await call(context, readListing, { listingId: idIn(params.id) })
  return { id: listing.id, title: lang === 'zh' ? listing.titleZh : listing.titleEn }
}

export default function SharePage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].share
  const { id, title } = loaderData
  return (
    <SiteFrame>
      <PageHead title={captioned(say.title, title, lang)} hidden />
      <Breadcrumbs lang={lang} crumbs={[{ label: title, href: `/goods/${id}` }, { label: say.title }]} />
      <h1>{say.title}</h1>
      <p>{say.help}</p>
      <img
        className="share-picture"
        src={`/goods/${id}/share.jpg?lang=${lang}`}
        alt={captioned(say.title, title, lang)}
        width={1080}
        height={1440}
      />
    </SiteFrame>
  )
}

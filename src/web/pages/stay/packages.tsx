import { listPackages } from '../../../workflows/show-packages.ts'
import type { Route } from './+types/packages.ts'
import { call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { EmptyState } from '../../kit/page.tsx'
import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { countLook } from '../../visits.ts'
import { PageHead, StructuredData } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { Kinds } from './kinds.tsx'
import { packageDepiction } from './package-read.ts'
import { nameIn } from './said.ts'
import { stayWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  countLook(context, request)
  const { site, lang } = visitorOf(context)
  const { packages } = await call(context, listPackages, {})
  return {
    site,
    packages: packages.map((one) => ({
      id: one.id,
      name: nameIn(one, lang),
      parts: one.parts.map((part) => ({ position: part.position, title: lang === 'zh' ? part.titleZh : part.titleEn })),
      from: one.from,
      depiction: packageDepiction(one),
    })),
  }
}

/** Nights, visits and goods that are booked together for less. */
export default function PackageList({ loaderData: { packages, site } }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang].package
  return (
    <SiteFrame>
      <PageHead title={say.list} description={say.lead} path="/stay/packages" />
      <StructuredData
        data={{
          '@type': 'ItemList',
          itemListElement: packages.map((one, at) => ({
            '@type': 'ListItem',
            position: at + 1,
            url: `${site}/packages/${one.id}`,
            name: one.name,
          })),
        }}
      />
      <h1>{say.list}</h1>
      <p className="soft read">{say.lead}</p>
      <Kinds filter={{}} packages />
      {packages.length === 0 && (
        <EmptyState title={say.emptyTitle} action={<LinkButton href="/stay">{stayWords[lang].list.title}</LinkButton>}>
          {say.emptyHelp}
        </EmptyState>
      )}
      {packages.length > 0 && <h2 className="count-line">{say.found(packages.length)}</h2>}
      <ul className="grid places-grid">
        {packages.map((one) => (
          <li key={one.id}>
            <article className="tile">
              <Depicted depiction={one.depiction} title={one.name} lang={lang} width={400} height={400} />
              <h3>
                <a href={`/packages/${one.id}`}>{one.name}</a>
              </h3>
              <ul className="plain-list soft parts">
                {one.parts.map((part) => (
                  <li key={part.position}>{part.title}</li>
                ))}
              </ul>
              <p className="cost">
                <Price from fen={one.from.totalFen} wasFen={one.from.separateFen} lang={lang} />
                <span className="tag">{say.forGuests(one.from.guests)}</span>
              </p>
            </article>
          </li>
        ))}
      </ul>
    </SiteFrame>
  )
}

import { weight, type Lang } from './format.ts'
import { Button, ChoiceField, Field, LinkButton, QuantityField, TextField } from './form.tsx'
import { galleryWords } from './gallery.words.ts'
import { illustrationSubjectFor, subjects } from './illustration.ts'
import { ListingGrid, type ListingCard } from './listing.tsx'
import {
  Breadcrumbs,
  CopyText,
  EmptyState,
  KeyFacts,
  Notice,
  Pagination,
  Steps,
  StickyBar,
  type NoticeKind,
} from './page.tsx'
import { Illustration } from './picture.tsx'
import { Price, Weight } from './price.tsx'
import { RegionFields } from './region.tsx'
import { PublicShell } from './shell.tsx'

const categories = ['tea', 'bamboo-shoots', 'bamboo-craft', 'fresh-fruit', 'honey', 'meat', 'sweet-potato', 'oil']
const noticeKinds: readonly NoticeKind[] = ['information', 'success', 'attention', 'danger']

/** The public pages' components, plain HTML. */
export function PublicGallery({ lang }: { lang: Lang }) {
  const say = galleryWords[lang]
  return (
    <PublicShell
      lang={lang}
      homeHref="/"
      otherLanguageHref="?"
      search={{ action: '/search' }}
      basket={{ href: '/basket', count: 2 }}
      account={{ href: '/account' }}
      rail={say.rail.map((label, at) => ({ href: `#${at}`, label, current: at === 0 }))}
      footer={say.footer.map((label, at) => ({ href: `#f${at}`, label }))}
    >
      <Opening lang={lang} />
      <section className="part">
        <h2>{say.parts.listings}</h2>
        <ListingGrid listings={sampleListings(lang)} lang={lang} />
        <Pagination page={2} last={9} href={(page) => `?page=${page}`} lang={lang} />
      </section>
      <Product lang={lang} />
      <Forms lang={lang} />
      <Status lang={lang} />
      <Pictures lang={lang} />
    </PublicShell>
  )
}

function sampleListings(lang: Lang): ListingCard[] {
  const say = galleryWords[lang]
  return say.listings.map(([title = '', origin, mark], at) => ({
    href: `#listing-${at}`,
    title,
    depiction: {
      kind: 'illustration',
      subject: illustrationSubjectFor(categories[at] ?? '', `${at}`),
      seed: `gallery ${at}`,
    },
    priceFen: 12_800 - at * 1_150,
    wasFen: at === 3 ? 12_000 : undefined,
    from: at === 0,
    weightGrams: at === 2 ? undefined : [250, 500, 0, 600, 1000, 3000, 330, 750][at],
    origin,
    marks: mark ? [mark] : [],
    soldOut: at === 5,
  }))
}

function Opening({ lang }: { lang: Lang }) {
  const say = galleryWords[lang]
  return (
    <section className="band">
      <div>
        <h1>{say.heading}</h1>
        <p>{say.lead}</p>
        <div className="actions">
          <LinkButton href="#season">{say.browse}</LinkButton>
        </div>
      </div>
      <Illustration subject="terraces" seed="opening" lang={lang} title={say.heading} width={640} height={480} />
    </section>
  )
}

function Product({ lang }: { lang: Lang }) {
  const say = galleryWords[lang]
  return (
    <section className="part">
      <h2>{say.parts.product}</h2>
      <Breadcrumbs crumbs={say.crumbs.map((label, at) => ({ label, href: `#c${at}` }))} lang={lang} />
      <div className="product">
        <Illustration
          subject="tea-leaf"
          seed="product"
          lang={lang}
          title={say.crumbs[2] ?? ''}
          width={640}
          height={640}
        />
        <div className="about">
          <h1>{say.listings[0]?.[0]}</h1>
          <p>
            <Price fen={12_800} wasFen={15_800} unit={say.unit} size="large" lang={lang} />{' '}
            <Weight grams={250} lang={lang} />
          </p>
          <KeyFacts facts={say.facts.map(([term, detail]) => ({ term, detail }))} />
          <p>
            <a href="#trace">{say.seeTrace}</a>
          </p>
          <StickyBar>
            <QuantityField name="quantity" lang={lang} value={1} max={20} />
            <Button>{say.add}</Button>
          </StickyBar>
        </div>
      </div>
    </section>
  )
}

function Forms({ lang }: { lang: Lang }) {
  const say = galleryWords[lang]
  return (
    <section className="part">
      <h2>{say.parts.form}</h2>
      <div className="two">
        <form method="post">
          <Field name="name" label={say.name} lang={lang} autoComplete="name" required />
          <Field
            name="phone"
            type="tel"
            inputMode="numeric"
            label={say.phone}
            hint={say.phoneHint}
            error={say.phoneError}
            defaultValue="1380000"
            lang={lang}
            required
          />
          <RegionFields
            lang={lang}
            source="/regions"
            choices={{
              province: say.provinces.map((label, at) => ({ value: String(at), label })),
              city: [],
              county: [],
            }}
          />
          <ChoiceField
            name="delivery"
            legend={say.delivery}
            value="cold"
            choices={say.deliveries.map(([value = '', label = '', detail]) => ({ value, label, detail }))}
          />
          <TextField name="note" label={say.note} lang={lang} />
          <Button wide>{say.buy}</Button>
        </form>
        <aside>
          <div className="sum">
            <span>{say.listings[0]?.[0]}</span>
            <Price fen={12_800} size="small" lang={lang} />
          </div>
          <div className="sum total">
            <span>{weight(250, lang)}</span>
            <Price fen={14_600} lang={lang} />
          </div>
          <div className="actions">
            <Button kind="plain">{say.browse}</Button>
            <Button kind="quiet">{say.seeTrace}</Button>
            <Button kind="danger">{say.remove}</Button>
            <Button disabled>{say.buy}</Button>
          </div>
        </aside>
      </div>
    </section>
  )
}

function Status({ lang }: { lang: Lang }) {
  const say = galleryWords[lang]
  const states = ['done', 'done', 'current', 'ahead'] as const
  return (
    <section className="part">
      <h2>{say.parts.status}</h2>
      {noticeKinds.map((kind, at) => (
        <Notice key={kind} kind={kind} lang={lang}>
          {say.notices[at]}
        </Notice>
      ))}
      <div className="two">
        <Steps
          steps={say.steps.map(([label, when, detail], at) => ({ label, when, detail, state: states[at] ?? 'ahead' }))}
          lang={lang}
        />
        <div>
          <CopyText text="YT8826017345521" lang={lang} />
          <div className="table">
            <table>
              <caption>{say.table.caption}</caption>
              <thead>
                <tr>
                  {say.table.head.map((head, at) => (
                    <th key={head} scope="col" className={at > 0 ? 'figure' : undefined}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {say.table.rows.map(([item, result, limit]) => (
                  <tr key={item}>
                    <th scope="row">{item}</th>
                    <td className="figure">{result}</td>
                    <td className="figure">{limit}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
      <EmptyState
        title={say.emptyTitle}
        action={<LinkButton href="#season">{say.browse}</LinkButton>}
        picture={<Illustration subject="basket" seed="empty" lang={lang} title={say.emptyTitle} marked={false} />}
      >
        {say.emptyText}
      </EmptyState>
    </section>
  )
}

function Pictures({ lang }: { lang: Lang }) {
  return (
    <section className="part">
      <h2>{galleryWords[lang].parts.pictures}</h2>
      <ul className="grid">
        {subjects.flatMap((subject) =>
          ['1', '2'].map((seed) => (
            <li key={subject + seed}>
              <Illustration subject={subject} seed={seed} lang={lang} title={subject} marked={false} />
            </li>
          )),
        )}
      </ul>
    </section>
  )
}

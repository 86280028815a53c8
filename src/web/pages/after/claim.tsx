import { redirect } from 'react-router'
import { openMyCase } from '../../../workflows/open-case.ts'
import { readClaims } from '../../../workflows/read-claims.ts'
import type { Route } from './+types/claim.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, ChoiceField, Field, TextField } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { PhotoFields } from './photo-fields.tsx'
import { afterWords, useAfterWords } from './words.ts'

/** First why, then what: each cause has its own items, remedies and need of photos, so the form shows only what can be. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const orderId = idIn(params.id)
  const claims = await call(context, readClaims, { orderId })
  if (claims.openCaseId !== null) throw redirect(`/after-sales/${claims.openCaseId}`)
  const asked = new URL(request.url).searchParams.get('cause')
  const chosen = claims.causes.find(({ cause }) => cause === asked)
  return {
    orderId,
    orderCode: claims.orderCode,
    causes: claims.causes.map(({ cause }) => cause),
    exempt: claims.exempt.map((one) => (lang === 'zh' ? one.titleZh : one.titleEn)),
    spoiledHours: claims.spoiledHours,
    settled: claims.settled,
    chosen: chosen && {
      ...chosen,
      lines: chosen.lines.map((line) => ({
        line: line.line,
        left: line.left,
        title: lang === 'zh' ? line.titleZh : line.titleEn,
        until: line.until === null ? null : momentWords(line.until, lang),
      })),
    },
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const orderId = idIn(params.id)
  const form = await formInput(request, openMyCase)
  const units = Object.entries(form)
    .filter(([name, value]) => /^line-\d{1,3}$/.test(name) && Number(value) > 0)
    .map(([name, value]) => `${name.slice(5)}:${Number(value)}`)
    .join(',')
  const { lang } = visitorOf(context)
  const input = Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('line-')))
  const result = await attempt(context, openMyCase, { ...input, orderId, units })
  if (result.ok) return redirect(`/after-sales/${result.output.caseId}`, 303)
  if (units !== '') return refused(result)
  return refused({ ...result, refusal: { ...result.refusal, title: afterWords[lang].claim.none } })
}

type Data = Route.ComponentProps['loaderData']

export default function ClaimPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords()
  const { orderId, orderCode, causes, chosen } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.claim.title} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[{ label: orderCode, href: `/orders/${orderId}` }, { label: say.claim.title }]}
      />
      <h1>{say.claim.title}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {causes.length === 0 && <EmptyState title={say.claim.nothing}>{say.claim.nothingHelp}</EmptyState>}
      {causes.length > 0 && (chosen === undefined ? <Causes {...loaderData} /> : <Claim {...loaderData} />)}
    </SiteFrame>
  )
}

function Causes({ causes, exempt, spoiledHours, settled }: Data) {
  const say = useAfterWords()
  return (
    <section className="read part">
      <h2>{say.claim.why}</h2>
      <ul className="list">
        {causes.map((cause) => (
          <li key={cause}>
            <a className="button button-plain wide" href={`?cause=${cause}`}>
              {say.causes[cause]}
            </a>
          </li>
        ))}
      </ul>
      <p className="hint">{settled ? say.claim.settled : say.claim.rules}</p>
      <p className="hint">{say.claim.latent}</p>
      {spoiledHours !== null && <p className="hint">{say.claim.spoiledRule(spoiledHours)}</p>}
      {exempt.map((title) => (
        <p key={title} className="hint">
          {title} {say.claim.exempt}
        </p>
      ))}
    </section>
  )
}

function Claim({ chosen }: Data) {
  const lang = useLang()
  const say = useAfterWords()
  if (chosen === undefined) return null
  const alone = chosen.lines.length === 1
  return (
    <form method="post" encType="multipart/form-data" className="read">
      <input type="hidden" name="cause" value={chosen.cause} />
      <h2>{say.causes[chosen.cause]}</h2>
      <p>
        <a href="?">{say.claim.chooseOther}</a>
      </p>
      <p className="hint">{say.claim.freight[chosen.freight]}</p>
      <h3 className="part">{say.claim.which}</h3>
      {chosen.lines.map((line) => (
        <Field
          key={line.line}
          name={`line-${line.line}`}
          lang={lang}
          label={line.title}
          hint={`${say.claim.units(line.left)}${line.until === null ? '' : ` ${say.claim.until(line.until)}`}`}
          type="number"
          inputMode="numeric"
          min={0}
          max={line.left}
          defaultValue={alone ? line.left : 0}
          required
        />
      ))}
      <ChoiceField
        name="remedy"
        legend={say.claim.remedy}
        value={chosen.remedies[0]}
        choices={chosen.remedies.map((value) => ({ value, label: say.remedies[value] }))}
      />
      <TextField name="account" lang={lang} label={say.claim.account} maxLength={500} />
      <PhotoFields needed={chosen.photos} hint={chosen.photos ? say.claim.photosNeeded : say.claim.photosOptional} />
      <StickyBar>
        <Button wide>{say.claim.submit}</Button>
      </StickyBar>
    </form>
  )
}

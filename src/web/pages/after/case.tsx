import { redirect } from 'react-router'
import { readMyCase } from '../../../modules/aftersales/index.ts'
import { answerMyCase, sendBack, showMyEvidence } from '../../../workflows/pursue-case.ts'
import type { Route } from './+types/case.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, Field, TextField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Breadcrumbs, CopyText, KeyFacts, Notice, Steps } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { silenceWords, timeline, titlesOf } from './case-facts.ts'
import { PhotoFields } from './photo-fields.tsx'
import { useAfterWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const found = await call(context, readMyCase, { caseId: idIn(params.id) })
  return {
    found,
    told: new URL(request.url).searchParams.has('done'),
    steps: timeline(found, lang, momentWords),
    silence: silenceWords(found, lang, momentWords),
    items: titlesOf(found, lang),
    evidenceUntil:
      found.evidenceUntil !== null && found.state === 'disputed' ? momentWords(found.evidenceUntil, lang) : null,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const caseId = idIn(params.id)
  const { form, ...input } = await formInput(request)
  const operation = form === 'sendBack' ? sendBack : form === 'show' ? showMyEvidence : answerMyCase
  const result = await attempt(context, operation, { ...input, caseId })
  return result.ok ? redirect(`/after-sales/${caseId}?done`, 303) : refused(result)
}

type Data = Route.ComponentProps['loaderData']

export default function CasePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords()
  const { found, silence, told, evidenceUntil } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.case.title(found.code)} hidden />
      <Breadcrumbs lang={lang} crumbs={[{ label: say.case.mine, href: '/after-sales' }, { label: found.code }]} />
      <h1>{say.states[found.state]}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.case.done} />}
      {silence !== '' && <p className="next-date">{silence}</p>}
      {evidenceUntil !== null && <p className="soft">{say.case.evidenceUntil(evidenceUntil)}</p>}
      <div className="two order">
        <aside className="part">
          <h2>{say.case.progress}</h2>
          <Steps steps={loaderData.steps} lang={lang} />
        </aside>
        <div>
          <Facts {...loaderData} />
          <Answers {...loaderData} />
          <Evidence {...loaderData} />
        </div>
      </div>
    </SiteFrame>
  )
}

function Facts({ found, items }: Data) {
  const lang = useLang()
  const say = useAfterWords()
  const facts = [
    { term: say.case.order, detail: <a href={`/orders/${found.orderId}`}>{found.orderCode}</a> },
    { term: say.case.items, detail: items },
    { term: say.case.cause, detail: say.causes[found.cause] },
    { term: say.case.remedy, detail: say.remedies[found.remedy] },
    { term: say.case.wanted, detail: yuan(found.wantedFen) },
    ...(found.offeredFen === null ? [] : [{ term: say.case.offered, detail: yuan(found.offeredFen) }]),
    ...(found.refundedFen === 0 ? [] : [{ term: say.case.refunded, detail: yuan(found.refundedFen) }]),
    ...(found.remedy === 'return' || found.remedy === 'exchange'
      ? [{ term: say.case.freightBearer, detail: say.case.bearers[found.freightBearer] }]
      : []),
    ...(found.returnTo === ''
      ? []
      : [{ term: say.case.returnTo, detail: <CopyText text={found.returnTo} lang={lang} /> }]),
    ...(found.account === '' ? [] : [{ term: say.case.account, detail: found.account }]),
    ...found.parcels.map((parcel) => ({
      term: say.case.parcels[parcel.way],
      detail: `${parcel.carrier} ${parcel.trackingNumber}`,
    })),
  ]
  return <KeyFacts facts={facts} />
}

function Answers({ found }: Data) {
  const say = useAfterWords()
  const { state } = found
  const disputes = state === 'refused' || state === 'resent'
  const withdraws = ['asked', 'offered', 'refused', 'returning', 'disputed'].includes(state)
  return (
    <>
      {state === 'offered' && (
        <form method="post" className="part">
          <Button name="step" value="accept">
            {say.case.accept(yuan(found.offeredFen ?? 0))}
          </Button>{' '}
          <Button kind="plain" name="step" value="decline">
            {say.case.decline}
          </Button>
        </form>
      )}
      {state === 'returning' && <SendBack />}
      {state === 'resent' && (
        <form method="post" className="part">
          <Button name="step" value="confirm">
            {say.case.confirm}
          </Button>
        </form>
      )}
      {disputes && <Fold step="dispute" title={say.case.dispute} help={say.case.disputeHelp} speaks />}
      {withdraws && <Fold step="withdraw" title={say.case.withdraw} help={say.case.withdrawHelp} />}
    </>
  )
}

type FoldProps = { step: string; title: string; help: string; speaks?: boolean }

function Fold({ step, title, help, speaks = false }: FoldProps) {
  const lang = useLang()
  const say = useAfterWords()
  return (
    <details className="fold">
      <summary>{title}</summary>
      <form method="post">
        <p>{help}</p>
        {speaks && <TextField name="note" lang={lang} label={say.case.note} maxLength={500} required />}
        <Button kind={speaks ? 'main' : 'danger'} name="step" value={step}>
          {title}
        </Button>
      </form>
    </details>
  )
}

function SendBack() {
  const lang = useLang()
  const say = useAfterWords().case
  return (
    <form method="post" className="part">
      <input type="hidden" name="form" value="sendBack" />
      <Field name="carrier" lang={lang} label={say.carrier} maxLength={30} required />
      <Field name="trackingNumber" lang={lang} label={say.tracking} maxLength={40} inputMode="text" required />
      <Button>{say.sendBack}</Button>
    </form>
  )
}

function Evidence({ found }: Data) {
  const lang = useLang()
  const say = useAfterWords()
  return (
    <>
      {found.photos.length > 0 && (
        <section className="part">
          <h2>{say.case.evidence}</h2>
          <ul className="evidence">
            {found.photos.map((photo) => (
              <li key={photo.id}>
                <a href={`/files/evidence/${photo.id}/1280`}>
                  <img
                    src={`/files/evidence/${photo.id}/320`}
                    alt={say.case.photoOf(say.sides[photo.side])}
                    width={120}
                    height={120}
                    loading="lazy"
                  />
                </a>
                <small>{say.sides[photo.side]}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.closedAt === null && (
        <details className="fold">
          <summary>{say.case.show}</summary>
          <form method="post" encType="multipart/form-data">
            <input type="hidden" name="form" value="show" />
            <TextField name="note" lang={lang} label={say.case.note} maxLength={1000} />
            <PhotoFields needed={false} hint={say.claim.photosOptional} />
            <Button>{say.case.send}</Button>
          </form>
        </details>
      )}
    </>
  )
}

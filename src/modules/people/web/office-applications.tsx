import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { useActionData, useLoaderData } from 'react-router'
import { attempt, call, formInput } from '../../../web/call.ts'
import { SiteFrame } from '../../../web/frame.tsx'
import { Button, TextField } from '../../../web/kit/form.tsx'
import { EmptyState, KeyFacts } from '../../../web/kit/page.tsx'
import { approveApplication, listApplications, refuseApplication } from '../application.ops.ts'
import type { ApplicationState } from '../application.ts'
import { applicationStates } from '../application.ts'
import { phoneLabel } from '../contact.ts'
import { regionPath } from '../places/places.ts'
import { dayOf, failed, langOf, personOf, succeeded } from './account.ts'
import { Outcome } from './frame.tsx'
import { words } from './words.ts'

const PAGE = 30

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const lang = langOf(args)
  const search = new URL(args.request.url).searchParams
  const state = applicationStates.find((known) => known === search.get('state')) ?? 'submitted'
  const before = search.get('before')
  const { applications } = await call(args.context, listApplications, {
    state,
    limit: PAGE,
    ...(before === null ? {} : { before }),
  })
  return {
    lang,
    state,
    applications: applications.map((a) => ({
      ...a,
      place: regionPath(a.villageCode, lang)
        .slice(-2)
        .join(lang === 'zh' ? ' ' : ', '),
    })),
    olderThan: applications.length === PAGE ? (applications.at(-1)?.id ?? null) : null,
  }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const { intent, ...input } = await formInput(args.request)
  const operation = intent === 'approve' ? approveApplication : refuseApplication
  const result = await attempt(
    args.context,
    operation,
    intent === 'approve' ? { applicationId: input.applicationId } : input,
  )
  return result.ok ? succeeded(words[langOf(args)].done) : failed(result.refusal.title)
}

const addressOf = (state: ApplicationState) => `/office/applications?state=${state}`

export default function OfficeApplicationsPage() {
  const { lang, state, applications, olderThan } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <SiteFrame>
      <title>{`${say.officeTitle} · ${say.site}`}</title>
      <nav className="rail" aria-label={say.filters}>
        <ul>
          {applicationStates.map((known) => (
            <li key={known}>
              <a href={addressOf(known)} aria-current={known === state ? 'page' : undefined}>
                {say.states[known]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="read stack">
        <h1>{say.officeTitle}</h1>
        <Outcome result={useActionData<typeof action>()} />
        {applications.length === 0 && <EmptyState title={say.officeEmpty}>{say.officeEmptyLead}</EmptyState>}
        {applications.map((application) => (
          <ApplicationCard key={application.id} application={application} />
        ))}
        {olderThan !== null && (
          <p>
            <a href={`${addressOf(state)}&before=${olderThan}`}>{say.older}</a>
          </p>
        )}
      </div>
    </SiteFrame>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['applications'][number]

function ApplicationCard({ application }: { application: Shown }) {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <article className="part">
      <h2>{application.nameZh}</h2>
      <KeyFacts
        facts={[
          { term: say.kind, detail: words[lang].kinds[application.kind] },
          ...(application.nameEn === null ? [] : [{ term: say.nameEn, detail: application.nameEn }]),
          { term: say.village, detail: application.place },
          { term: say.applicant, detail: `${application.contactName} ${phoneLabel(application.contactPhone)}` },
          ...(application.note === '' ? [] : [{ term: say.note, detail: application.note }]),
          ...(application.reasons === null ? [] : [{ term: say.reasons, detail: application.reasons }]),
        ]}
      />
      <p className="soft">{say.submittedOn(dayOf(application.submittedAt, lang))}</p>
      {application.state === 'submitted' && <Decision applicationId={application.id} />}
    </article>
  )
}

function Decision({ applicationId }: { applicationId: string }) {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <>
      <form method="post">
        <input type="hidden" name="applicationId" value={applicationId} />
        <Button name="intent" value="approve">
          {say.approve}
        </Button>
      </form>
      <details>
        <summary>{say.refuse}</summary>
        <form method="post">
          <input type="hidden" name="applicationId" value={applicationId} />
          <TextField
            name="reasons"
            id={`reasons-${applicationId}`}
            label={say.refusalReasons}
            hint={say.refusalHint}
            lang={lang}
            maxLength={1000}
            required
          />
          <Button kind="danger" name="intent" value="refuse">
            {say.refuse}
          </Button>
        </form>
      </details>
    </>
  )
}

import type { LoaderFunctionArgs } from 'react-router'
import { useLoaderData } from 'react-router'
import { call } from '../../../web/call.ts'
import { LinkButton } from '../../../web/kit/form.tsx'
import { EmptyState, Notice } from '../../../web/kit/page.tsx'
import { listOwnApplications } from '../application.ops.ts'
import { dayOf, langOf, personOf } from './account.ts'
import { AccountFrame } from './frame.tsx'
import { words } from './words.ts'
import { kindNames } from '../../../web/organisation-kinds.ts'

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const { applications } = await call(args.context, listOwnApplications, {})
  return { lang: langOf(args), applications, sent: new URL(args.request.url).searchParams.has('sent') }
}

export default function ApplicationsPage() {
  const { lang, applications, sent } = useLoaderData<typeof loader>()
  const say = words[lang]
  const apply = <LinkButton href="/account/apply">{say.applyFor}</LinkButton>
  return (
    <AccountFrame title={say.applications} place="applications">
      {sent && <Notice kind="success" lang={lang} title={say.applicationSent} />}
      {applications.length === 0 ? (
        <EmptyState title={say.noApplications} action={apply}>
          {say.applyLead}
        </EmptyState>
      ) : (
        <>
          <ul className="list">
            {applications.map((application) => (
              <li key={application.id}>
                <div className="about">
                  <strong>{application.nameZh}</strong> <span className="tag">{say.states[application.state]}</span>
                  <p className="soft">
                    {kindNames[lang][application.kind]} · {say.submittedOn(dayOf(application.submittedAt, lang))}
                  </p>
                  {application.reasons !== null && (
                    <p>
                      {say.reasons}: {application.reasons}
                    </p>
                  )}
                  {application.organisationId !== null && (
                    <a href={`/organisations/${application.organisationId}/members`}>{say.members}</a>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {apply}
        </>
      )}
    </AccountFrame>
  )
}

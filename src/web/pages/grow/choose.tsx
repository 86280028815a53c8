import { redirect } from 'react-router'
import { listOwnMandates, readMe } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { LinkButton } from '../../kit/form.tsx'
import { EmptyState } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/choose.ts'
import { GrowFrame } from './frame.tsx'
import { growerOnly } from './gate.ts'
import { useGrowWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  growerOnly(context, request)
  const { memberships } = await call(context, readMe, {})
  const own = memberships.filter((one) => one.roles.some((role) => role !== 'bookkeeper' && role !== 'keeper'))
  const { consents } = await call(context, listOwnMandates, {})
  const [only] = own
  if (own.length === 1 && only && consents.length === 0) throw redirect(`/grow/${only.organisationId}`)
  const others = consents.map((one) => ({
    organisationId: one.organisationId,
    nameZh: one.organisationZh,
    nameEn: one.organisationEn,
    acting: true,
  }))
  const mine = own.map(({ organisationId, nameZh, nameEn }) => ({ organisationId, nameZh, nameEn, acting: false }))
  return { own: [...mine, ...others] }
}

/** For whom one works today; whoever works for one goes straight to its day. */
export default function Choose({ loaderData: { own } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useGrowWords()
  return (
    <GrowFrame title={say.choose}>
      {own.length === 0 ? (
        <EmptyState alone title={say.none} action={<LinkButton href="/account/apply">{say.apply}</LinkButton>}>
          {say.noneHelp}
        </EmptyState>
      ) : (
        <>
          <h1>{say.choose}</h1>
          <p className="soft">{say.chooseHelp}</p>
          <ul className="grow-choice">
            {own.map((one) => (
              <li key={one.organisationId}>
                <a href={`/grow/${one.organisationId}`}>
                  {lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)}
                  {one.acting && <small className="soft">{say.agents.acting}</small>}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </GrowFrame>
  )
}

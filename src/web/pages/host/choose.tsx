import { redirect } from 'react-router'
import { readMe } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { useLang } from '../../page-context.ts'
import { signedInOnly } from '../seller/gate.ts'
import type { Route } from './+types/choose.ts'
import { HostFrame } from './frame.tsx'
import { useHostWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { memberships } = await call(context, readMe, {})
  const own = memberships.filter((one) => one.roles.some((role) => role !== 'bookkeeper' && role !== 'keeper'))
  const [only] = own
  if (own.length === 1 && only) throw redirect(`/host/${only.organisationId}`)
  return { own: own.map(({ organisationId, nameZh, nameEn }) => ({ organisationId, nameZh, nameEn })) }
}

/** For which house or sight; whoever has one goes straight to its day. */
export default function Choose({ loaderData: { own } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords()
  return (
    <HostFrame title={say.host.title} name="">
      <nav className="host-nav" aria-label={say.host.title}>
        {own.map((one) => (
          <a key={one.organisationId} href={`/host/${one.organisationId}`}>
            {lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)}
          </a>
        ))}
      </nav>
    </HostFrame>
  )
}

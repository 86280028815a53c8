import { data } from 'react-router'
import { GateApp } from '../../../modules/tourism/web/gate/app.tsx'
import { gateWords } from '../../../modules/tourism/web/gate/words.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { growerHeaders, growerOnly } from '../grow/gate.ts'
import { PageHead } from '../head.tsx'
import type { Route } from './+types/scan.ts'

/** Hydrated, without the consoles' component library. */
export const handle: Handle = { console: true }

/** The page itself holds nobody's data, so that the phone can keep it: whose phone it is stands in the cookie. */
export function loader({ request, context }: Route.LoaderArgs) {
  return data(null, { headers: growerHeaders(context, request, growerOnly(context, request)) })
}

export default function GatePage() {
  return (
    <>
      <PageHead title={gateWords[useLang()].title} hidden />
      <link rel="manifest" href="/gate/manifest.webmanifest" />
      <GateApp />
    </>
  )
}

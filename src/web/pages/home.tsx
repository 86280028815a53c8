import { SiteFrame } from '../frame.tsx'
import { useLang } from '../page-context.ts'
import { words } from '../words.ts'

export default function Home() {
  const say = words[useLang()]
  return (
    <SiteFrame>
      <title>{`${say.homeTitle} · ${say.site}`}</title>
      <meta name="description" content={say.description} />
      <h1>{say.homeTitle}</h1>
      <p>{say.homeLead}</p>
    </SiteFrame>
  )
}

import { LinkButton } from '../../kit/form.tsx'
import { EmptyState } from '../../kit/page.tsx'
import { GrowFrame } from './frame.tsx'
import { useGrowWords } from './words.ts'

/** What the phone shows without a signal: holds nobody's data; the script puts the kept page in its place. */
export default function Offline() {
  const say = useGrowWords()
  return (
    <GrowFrame title={say.offline.title}>
      <div data-offline="" data-signed-out={say.offline.signedOut}>
        <EmptyState alone title={say.offline.title} action={<LinkButton href="">{say.offline.again}</LinkButton>}>
          {say.offline.help}
        </EmptyState>
      </div>
    </GrowFrame>
  )
}

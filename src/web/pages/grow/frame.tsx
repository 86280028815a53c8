import type { ReactNode } from 'react'
import { IconArrowLeft } from '@tabler/icons-react'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { BrandMark } from '../../kit/shell.tsx'
import stylesheet from './grow.css?url'
import { useGrowWords } from './words.ts'

type Props = {
  title: string
  /** Whose page it is; kept pages of others are thrown away. */
  person?: string | undefined
  organisationId?: string | undefined
  organisation?: string | undefined
  back?: { href: string; label: string } | undefined
  children: ReactNode
}

/** A page for one thumb: a narrow head, the work, and what waits in the phone. */
export function GrowFrame({ title, person, organisationId, organisation, back, children }: Props) {
  const lang = useLang()
  const say = useGrowWords()
  const other = lang === 'zh' ? 'en' : 'zh-CN'
  return (
    <div className="grow" data-person={person} data-organisation={organisationId}>
      <PageHead title={title} hidden />
      <link rel="stylesheet" href={stylesheet} precedence="default" />
      <link rel="manifest" href="/grow/manifest.webmanifest" />
      <script type="module" src="/grow/grow.js" async />
      <header className="grow-head">
        <a className="grow-back" href={back?.href ?? '/'}>
          {back ? <IconArrowLeft size={22} aria-hidden /> : <BrandMark />}
          <span>{back?.label ?? organisation ?? say.market}</span>
        </a>
        <a href={lang === 'zh' ? '/lang/en' : '/lang/zh'} lang={other} hrefLang={other}>
          {say.otherLanguage}
        </a>
      </header>
      <p className="grow-signal" role="status" hidden data-signal>
        {say.waiting.offline}
      </p>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <section className="grow-waiting" hidden data-outbox aria-label={say.waiting.title} />
      <div className="grow-toast" role="status" data-toast />
      <ScriptWords />
    </div>
  )
}

/** The words the script says; a data block runs nothing and so needs no nonce. */
function ScriptWords() {
  const lang = useLang()
  const { waiting, undo, again, mend, dismiss, voice, handOver, label, fewer, more } = useGrowWords()
  const count = (write: (count: number) => string) => [write(1), write(2).replace('2', '{n}')]
  const { count: waits, failed, ...rest } = waiting
  const words = {
    lang: lang === 'zh' ? 'zh-CN' : 'en-GB',
    ...rest,
    count: count(waits),
    failed: count(failed),
    undo,
    again,
    mend,
    dismiss,
    voice,
    scan: handOver.scan,
    scanFailed: handOver.scanFailed,
    printNeedsSignal: label.printNeedsSignal,
    fewer,
    more,
  }
  const json = JSON.stringify(words).replaceAll('<', '\\u003c')
  return <script type="application/json" data-words dangerouslySetInnerHTML={{ __html: json }} />
}

import type { ReactNode } from 'react'
import { IconArrowLeft } from '@tabler/icons-react'
import { BrandMark } from '../../kit/shell.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { useHostWords } from './words.ts'
import stylesheet from './host.css?url'

type Props = {
  title: string
  name: string
  back?: { href: string; label: string } | undefined
  /** A line that says what was just done, or why it was not. */
  told?: string | null | undefined
  wrong?: string | null | undefined
  children: ReactNode
}

/** A page for one thumb, whole without a script: a narrow head, what was done, the work. */
export function HostFrame({ title, name, back, told, wrong, children }: Props) {
  const lang = useLang()
  const say = useHostWords()
  return (
    <div className="host">
      <PageHead title={title} hidden />
      <link rel="stylesheet" href={stylesheet} precedence="default" />
      <header className="host-head">
        <a href={back?.href ?? '/'}>
          {back ? <IconArrowLeft size={22} aria-hidden /> : <BrandMark />}
          <span>{back?.label ?? name}</span>
        </a>
        <a href={lang === 'zh' ? '/lang/en' : '/lang/zh'} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
          {say.otherLanguage}
        </a>
      </header>
      <main id="content" tabIndex={-1}>
        <h1>{title}</h1>
        {wrong && <Notice kind="danger" lang={lang} title={wrong} />}
        {told && !wrong && <Notice kind="success" lang={lang} title={told} />}
        {children}
      </main>
    </div>
  )
}

/** How full something is: a bar with its words, never the colour alone. */
export function Fullness({ taken, capacity, words }: { taken: number; capacity: number | null; words: string }) {
  const part = capacity === null || capacity === 0 ? 0 : Math.min(1, taken / capacity)
  const level = capacity === null ? 'free' : part >= 1 ? 'full' : part >= 0.8 ? 'near' : 'fine'
  return (
    <div className={`host-fill host-fill-${level}`}>
      <span>{words}</span>
      <div aria-hidden>
        <i style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  )
}

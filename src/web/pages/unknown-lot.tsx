import { words } from '../../modules/trace/web/words.ts'
import { SiteFrame } from '../frame.tsx'
import { KeyFacts, Notice } from '../kit/page.tsx'
import { LinkButton } from '../kit/form.tsx'
import { useLang } from '../page-context.ts'
import { words as frameWords } from '../words.ts'
import { PageHead } from './head.tsx'

/** A number the county never gave out: what to compare, and that it may be an imitation. */
export function UnknownLot({ gtin, lot }: { gtin: string; lot?: string | undefined }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <SiteFrame>
      <PageHead title={say.unknownTitle} hidden />
      <div className="read">
        <h1>{say.unknownTitle}</h1>
        <Notice kind="attention" lang={lang} title={say.unknownImitation} />
        <p>{say.unknownHelp}</p>
        <KeyFacts
          facts={[
            { term: say.unknownGtin, detail: <code>{gtin}</code> },
            ...(lot === undefined ? [] : [{ term: say.lot, detail: <code>{lot}</code> }]),
          ]}
        />
        <div className="actions">
          <LinkButton kind="plain" href="/">
            {frameWords[lang].backHome}
          </LinkButton>
        </div>
      </div>
    </SiteFrame>
  )
}

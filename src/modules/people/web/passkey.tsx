import { Notice } from '../../../web/kit/page.tsx'
import { useLang } from '../../../web/page-context.ts'

type Props = {
  kind: 'sign-in' | 'register'
  label: string
  failed: string
  next: string
  /** Words and id of the field that names a new passkey. */
  nameField?: string
}

/** A button that only browsers with passkeys are shown; `passkey.js` wakes it. */
export function PasskeyScript({ kind, label, failed, next, nameField }: Props) {
  const lang = useLang()
  return (
    <div hidden data-passkey={kind} data-next={next} data-name-field={nameField}>
      <button type="button" className="button button-plain wide">
        {label}
      </button>
      <div hidden data-passkey-failed="">
        <Notice kind="danger" lang={lang} title={failed} />
      </div>
      <script type="module" src="/passkey.js" />
    </div>
  )
}

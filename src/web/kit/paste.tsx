import { Button } from './form.tsx'
import type { Lang } from './format.ts'

const words = {
  zh: { open: '粘贴整段地址', hint: '姓名、手机号和地址连在一起粘贴，自动填到下面，请核对。', fill: '识别并填写' },
  en: {
    open: 'Paste a whole address',
    hint: 'Name, mobile number and address in one piece; they are put into the fields below for you to check.',
    fill: 'Read and fill in',
  },
} as const

/** A box for a pasted address above its fields; the form is sent with `paste` and comes back filled in. Works without scripts. */
export function PasteAddress({ lang, pasted }: { lang: Lang; pasted?: string | undefined }) {
  const say = words[lang]
  return (
    <details className="fold" open={pasted !== undefined && pasted !== ''}>
      <summary>{say.open}</summary>
      <p className="hint" id="pasted-hint">
        {say.hint}
      </p>
      <textarea
        name="pasted"
        rows={3}
        maxLength={400}
        aria-label={say.open}
        aria-describedby="pasted-hint"
        defaultValue={pasted}
      />
      <Button kind="plain" name="paste" value="1" formNoValidate>
        {say.fill}
      </Button>
    </details>
  )
}

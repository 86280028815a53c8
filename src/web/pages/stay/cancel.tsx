import { Button } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { stayWords } from './words.ts'

/** What comes back stands before the button is pressed. */
export function CancelForm({ label, refundFen }: { label: string; refundFen: number }) {
  const say = stayWords[useLang()].booking
  return (
    <details className="fold">
      <summary>{label}</summary>
      <form method="post">
        <p>{refundFen > 0 ? say.cancelGet(yuan(refundFen)) : say.cancelNothing}</p>
        <input type="hidden" name="refundFen" value={refundFen} />
        <Button kind="danger" name="intent" value="cancel">
          {refundFen > 0 ? say.cancelYes(yuan(refundFen)) : say.cancelYesNothing}
        </Button>
      </form>
    </details>
  )
}

import { useLang } from '../../page-context.ts'
import { Field } from '../../kit/form.tsx'
import { useAfterWords } from './words.ts'

/** Up to three pictures, a field each: a form without scripts can send them, and a phone offers its camera. */
export function PhotoFields({ needed, hint }: { needed: boolean; hint: string }) {
  const lang = useLang()
  const say = useAfterWords().claim
  return (
    <section className="part">
      <h3>{say.photos}</h3>
      {hint !== '' && <p className="hint">{hint}</p>}
      {[1, 2, 3].map((n) => (
        <Field
          key={n}
          name={`photo${n}`}
          lang={lang}
          label={say.photo(n)}
          type="file"
          accept="image/*"
          required={needed && n === 1}
        />
      ))}
    </section>
  )
}

import { Button, ChoiceField, TextField } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { PhotoFields } from './photo-fields.tsx'
import { useAfterWords } from './words.ts'

type Props = {
  title: string
  /** The line of an order; a booking has none. */
  line?: number
  label: string
}

/** Stars, words and photos about one thing. */
export function ReviewForm({ title, line, label }: Props) {
  const lang = useLang()
  const say = useAfterWords()
  return (
    <form method="post" encType="multipart/form-data" className="read part">
      <h2>{title}</h2>
      {line !== undefined && <input type="hidden" name="line" value={line} />}
      <ChoiceField
        name="rating"
        legend={say.review.stars}
        value="5"
        choices={[5, 4, 3, 2, 1].map((n) => ({
          value: String(n),
          label: `${say.review.star(n)} ${say.review.starWords[n - 1] ?? ''}`,
        }))}
      />
      <TextField name="body" id={`body-${line ?? 0}`} lang={lang} label={label} maxLength={1000} />
      <PhotoFields needed={false} hint="" />
      <Button>{say.review.submit}</Button>
    </form>
  )
}

import { ChoiceField, Field } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { useAfterWords } from './words.ts'

/** What an invoice title is made of; nothing is required where a saved one can be chosen instead. */
export function TitleFields({ needed }: { needed: boolean }) {
  const lang = useLang()
  const say = useAfterWords().invoice
  return (
    <>
      <ChoiceField
        name="kind"
        legend={say.kind}
        value="personal"
        choices={[
          { value: 'personal', label: say.kinds.personal },
          { value: 'company', label: say.kinds.company },
        ]}
      />
      <Field name="name" lang={lang} label={say.name} maxLength={100} required={needed} />
      <Field name="taxNumber" lang={lang} label={say.taxNumber} hint={say.taxHelp} maxLength={30} />
      <Field name="details" lang={lang} label={say.details} maxLength={200} />
    </>
  )
}

import { Field, TextField } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { stayWords } from './words.ts'

export type Contact = { contactName: string; contactPhone: string; notes: string }
export type ContactField = keyof Contact

export const contactIn = (form: ReadonlyMap<string, string>): Contact => ({
  contactName: form.get('contactName') ?? '',
  contactPhone: (form.get('contactPhone') ?? '').normalize('NFKC').trim(),
  notes: form.get('notes') ?? '',
})

/** Which fields a refusal of the operation is about. */
export const contactFaults = (errors: Readonly<Record<string, string>>): ContactField[] =>
  (['contactName', 'contactPhone', 'notes'] as const).filter((field) => errors[`/${field}`] !== undefined)

export function ContactFields({ contact, faults }: { contact: Contact; faults: readonly ContactField[] }) {
  const lang = useLang()
  const say = stayWords[lang].contact
  const faulty = (field: ContactField, words: string) => (faults.includes(field) ? words : undefined)
  return (
    <fieldset className="contact">
      <legend>{say.title}</legend>
      <Field
        name="contactName"
        label={say.name}
        lang={lang}
        hint={say.nameHint}
        autoComplete="name"
        maxLength={60}
        defaultValue={contact.contactName}
        error={faulty('contactName', say.nameFault)}
        required
      />
      <Field
        name="contactPhone"
        label={say.phone}
        lang={lang}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        hint={say.phoneHint}
        defaultValue={contact.contactPhone}
        error={faulty('contactPhone', say.phoneFault)}
        required
      />
      <TextField
        name="notes"
        label={say.notes}
        lang={lang}
        hint={say.notesHint}
        maxLength={300}
        rows={2}
        defaultValue={contact.notes}
        error={faulty('notes', say.notesFault)}
      />
    </fieldset>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import { organisationKinds } from '../../../kernel/actor.ts'
import { attempt, call, formInput, refused } from '../../../web/call.ts'
import { Button, Field, SelectField, TextField } from '../../../web/kit/form.tsx'
import { submitApplication } from '../application.ops.ts'
import { phoneLabel } from '../contact.ts'
import { readMe } from '../person.ops.ts'
import { townships, villages } from '../places/places.ts'
import { langOf, personOf } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'
import { kindNames } from '../../../web/organisation-kinds.ts'

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const lang = langOf(args)
  const me = await call(args.context, readMe, {})
  const groups = townships().map((township) => ({
    label: township[lang],
    choices: villages(township.code).map((village) => ({ value: village.code, label: village[lang] })),
  }))
  return {
    lang,
    groups,
    contact: { contactName: me.name, contactPhone: me.phone === null ? '' : phoneLabel(me.phone) },
  }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const result = await attempt(args.context, submitApplication, await formInput(args.request, submitApplication))
  if (!result.ok) return refused(result)
  throw redirect('/account/applications?sent=1')
}

export default function ApplyPage() {
  const { lang, groups, contact } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  const values = { ...contact, ...(result?.values as Readonly<Record<string, string>> | undefined) } as Readonly<
    Record<string, string>
  >
  const errors = result?.refusal.errors ?? {}
  const kinds = organisationKinds.map((kind) => ({ value: kind, label: kindNames[lang][kind] }))
  const field = (name: string) => ({ name, lang, defaultValue: values[name], error: errors[`/${name}`] })
  return (
    <AccountFrame title={say.applyTitle} place="applications">
      <p>{say.applyLead}</p>
      <Outcome result={result && { fault: result.refusal.title, done: null }} />
      <form method="post">
        <SelectField {...field('kind')} label={say.kind} choices={kinds} required />
        <Field
          {...field('nameZh')}
          label={say.nameZh}
          hint={say.nameZhHint}
          maxLength={60}
          autoComplete="organization"
          required
        />
        <Field {...field('nameEn')} label={say.nameEn} maxLength={120} />
        <VillageField groups={groups} chosen={values.villageCode} error={errors['/villageCode']} />
        <Field {...field('contactName')} label={say.contactName} maxLength={50} autoComplete="name" required />
        <Field {...field('contactPhone')} label={say.contactPhone} type="tel" autoComplete="tel" required />
        <TextField {...field('note')} label={say.note} hint={say.noteHint} maxLength={1000} rows={5} />
        <Button wide>{say.submitApplication}</Button>
      </form>
    </AccountFrame>
  )
}

type Group = { label: string; choices: readonly { value: string; label: string }[] }

/** Villages under their townships, so that a long list is quick to walk. */
function VillageField({
  groups,
  chosen,
  error,
}: {
  groups: readonly Group[]
  chosen: string | undefined
  error: string | undefined
}) {
  const { lang } = useLoaderData<typeof loader>()
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor="field-village">{words[lang].village}</label>
      {error && (
        <p className="error" id="field-village-error">
          {error}
        </p>
      )}
      <select
        id="field-village"
        name="villageCode"
        required
        defaultValue={chosen ?? ''}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': 'field-village-error' } : {})}
      >
        <option value="">{words[lang].chooseVillage}</option>
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

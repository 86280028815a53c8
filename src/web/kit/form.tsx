import type { ComponentProps, ReactNode } from 'react'
import type { Lang } from './format.ts'
import { words } from './words.ts'

interface Labelled {
  name: string
  label: ReactNode
  lang: Lang
  /** One line that helps before anything is typed. */
  hint?: ReactNode
  /** What to do next, in place of what went wrong. */
  error?: ReactNode
}

/** Ids of a field's parts, and what the input says of them to a screen reader. */
function fieldIds({ name, hint, error }: Labelled, id = `field-${name}`) {
  const hintId = hint ? `${id}-hint` : ''
  const errorId = error ? `${id}-error` : ''
  const described = [hintId, errorId].filter(Boolean).join(' ')
  return {
    id,
    hintId,
    errorId,
    aria: { ...(described && { 'aria-describedby': described }), ...(error ? { 'aria-invalid': true as const } : {}) },
  }
}

function FieldFrame({
  field,
  id,
  required,
  children,
}: {
  field: Labelled
  id: string | undefined
  required: boolean
  children: ReactNode
}) {
  const ids = fieldIds(field, id)
  return (
    <div className={field.error ? 'field wrong' : 'field'}>
      <label htmlFor={ids.id}>
        {field.label}
        {!required && <span className="optional"> {words[field.lang].optional}</span>}
      </label>
      {field.hint && (
        <p className="hint" id={ids.hintId}>
          {field.hint}
        </p>
      )}
      {field.error && (
        <p className="error" id={ids.errorId}>
          {field.error}
        </p>
      )}
      {children}
    </div>
  )
}

export type FieldProps = Labelled & Omit<ComponentProps<'input'>, keyof Labelled>

/** A labelled input; everything `<input>` takes is passed on. */
export function Field({ name, label, lang, hint, error, ...input }: FieldProps) {
  const field = { name, label, lang, hint, error }
  const ids = fieldIds(field, input.id)
  return (
    <FieldFrame field={field} id={input.id} required={input.required ?? false}>
      <input type="text" {...input} {...ids.aria} id={ids.id} name={name} />
    </FieldFrame>
  )
}

export type TextFieldProps = Labelled & Omit<ComponentProps<'textarea'>, keyof Labelled>

/** A labelled box for several lines. */
export function TextField({ name, label, lang, hint, error, ...area }: TextFieldProps) {
  const field = { name, label, lang, hint, error }
  const ids = fieldIds(field, area.id)
  return (
    <FieldFrame field={field} id={area.id} required={area.required ?? false}>
      <textarea rows={3} {...area} {...ids.aria} id={ids.id} name={name} />
    </FieldFrame>
  )
}

export interface Choice {
  value: string
  label: string
}

export type SelectFieldProps = Labelled & { choices: readonly Choice[] } & Omit<
    ComponentProps<'select'>,
    keyof Labelled | 'children'
  >

/** A labelled choice of one; the first entry asks to choose. */
export function SelectField({ name, label, lang, hint, error, choices, ...select }: SelectFieldProps) {
  const field = { name, label, lang, hint, error }
  const ids = fieldIds(field, select.id)
  return (
    <FieldFrame field={field} id={select.id} required={select.required ?? false}>
      <select {...select} {...ids.aria} id={ids.id} name={name}>
        <option value="">{words[lang].choose}</option>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

export interface ChoiceFieldProps {
  name: string
  legend: ReactNode
  choices: readonly (Choice & { detail?: ReactNode; disabled?: boolean | undefined })[]
  value?: string | undefined
  error?: ReactNode
}

/** One of a few, all in sight: large radio rows. */
export function ChoiceField({ name, legend, choices, value, error }: ChoiceFieldProps) {
  const errorId = error ? `field-${name}-error` : undefined
  return (
    <fieldset className={error ? 'choices wrong' : 'choices'} aria-describedby={errorId}>
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={errorId}>
          {error}
        </p>
      )}
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
            disabled={choice.disabled}
          />
          <span>
            {choice.label}
            {choice.detail && <small>{choice.detail}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export type ButtonKind = 'main' | 'plain' | 'danger' | 'quiet'

export type ButtonProps = ComponentProps<'button'> & { kind?: ButtonKind | undefined; wide?: boolean | undefined }

const buttonClass = (kind: ButtonKind, wide: boolean): string => `button button-${kind}${wide ? ' wide' : ''}`

/** A button says what happens: 付款 ¥128.00. Submits unless told otherwise. */
export function Button({ kind = 'main', wide = false, ...button }: ButtonProps) {
  return <button type="submit" {...button} className={buttonClass(kind, wide)} />
}

export type LinkButtonProps = ComponentProps<'a'> & { kind?: ButtonKind | undefined; wide?: boolean | undefined }

/** A link that looks like a button, for the main way onward. */
export function LinkButton({ kind = 'main', wide = false, children, ...link }: LinkButtonProps) {
  return (
    <a {...link} className={buttonClass(kind, wide)}>
      {children}
    </a>
  )
}

export interface QuantityFieldProps {
  name: string
  lang: Lang
  value: number
  max: number
  min?: number | undefined
  label?: string | undefined
}

/** A number to type; the browser adds − and + around it when scripts run. */
export function QuantityField({ name, lang, value, max, min = 1, label }: QuantityFieldProps) {
  const say = words[lang]
  return (
    <quantity-stepper data-fewer={say.fewer} data-more={say.more}>
      <input
        className="quantity"
        type="number"
        inputMode="numeric"
        name={name}
        aria-label={label ?? say.quantity}
        min={min}
        max={max}
        defaultValue={value}
        required
      />
    </quantity-stepper>
  )
}

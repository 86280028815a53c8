import { useId } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../../kit/form.tsx'
import type { Waiting } from './cards.ts'
import { useGrowWords } from './words.ts'

type CardProps = {
  thing: string
  /** Where the server saw it; a step that follows in the phone has none. */
  waiting?: Waiting | undefined
  /** Shown only when this thing was done on the same page. */
  after?: string | undefined
  title: string
  heading: ReactNode
  hours: number | null
  /** What is shown before the question. */
  facts: ReactNode
  /** The fields of its form. */
  children?: ReactNode
  main: Act
  second?: Act | undefined
  sending: string
}

/** `plain` needs no field filled in; `needs` names the field it needs. */
export type Act = { act: string; label: string; done: string; plain?: boolean; needs?: string }

/** One thing to do: what it is about, one question, the answer under the thumb. */
export function CardShell(props: CardProps) {
  const { thing, waiting, after, title, heading, hours, facts, children, main, second, sending } = props
  const say = useGrowWords()
  const id = thing.replaceAll(/\W/g, '-')
  return (
    <article
      className="grow-card"
      data-thing={thing}
      data-after={after}
      hidden={after !== undefined}
      aria-labelledby={id}
    >
      <p className="grow-kind">
        <strong>{title}</strong>
        <span>{waiting && whenOf(waiting, hours, say)}</span>
      </p>
      <h2 id={id} tabIndex={-1}>
        {heading}
      </h2>
      {facts}
      <form method="post" data-act>
        <input type="hidden" name="thing" value={thing} />
        <input type="hidden" name="sending" value={sending} />
        {children}
        <div className="grow-bar">
          {waiting !== undefined && (
            <Button kind="plain" name="act" value="later" formNoValidate data-done={say.laterDone}>
              {say.later}
            </Button>
          )}
          {second && (
            <Button
              kind="plain"
              name="act"
              value={second.act}
              formNoValidate={second.plain}
              data-done={second.done}
              data-needs={second.needs}
            >
              {second.label}
            </Button>
          )}
          <Button name="act" value={main.act} data-done={main.done} data-main="">
            {main.label}
          </Button>
        </div>
      </form>
    </article>
  )
}

function whenOf(waiting: Waiting, hours: number | null, say: ReturnType<typeof useGrowWords>): string {
  if (waiting.putOff) return say.putOff
  const level = say.levels[waiting.level] ?? ''
  if (hours === null || hours < 1) return level
  const since = hours < 48 ? say.since.hours(hours) : say.since.days(Math.floor(hours / 24))
  return level === '' ? since : `${level} · ${since}`
}

type NumberProps = {
  name: string
  label: string
  value?: number | string | undefined
  min: number
  max: number
  step?: number | undefined
  /** What a spoken answer is read as. */
  voice?: 'number' | 'yuan' | 'grams' | undefined
  hint?: ReactNode
  required?: boolean
}

/** A number for the thumb: large, with − and + where scripts run. */
export function BigNumber({
  name,
  label,
  value,
  min,
  max,
  step = 1,
  voice = 'number',
  hint,
  required = true,
}: NumberProps) {
  const say = useGrowWords()
  // The label stands beside the stepper: around it, it would press the stepper's first button.
  const id = useId()
  return (
    <div className="grow-field">
      <label htmlFor={id}>{label}</label>
      {hint && <small>{hint}</small>}
      <quantity-stepper className="grow-number" data-fewer={say.fewer} data-more={say.more}>
        <input
          id={id}
          className="quantity"
          type="number"
          inputMode={step < 1 ? 'decimal' : 'numeric'}
          name={name}
          min={min}
          max={max}
          step={step}
          defaultValue={value}
          data-voice={voice}
          required={required}
        />
      </quantity-stepper>
    </div>
  )
}

type TextProps = {
  name: string
  label: string
  value?: string | undefined
  lengthMax: number
  voice?: boolean
  several?: boolean
  required?: boolean
  list?: string | undefined
  scan?: boolean
  hint?: ReactNode
}

export function BigText({
  name,
  label,
  value,
  lengthMax,
  voice = true,
  several,
  required = true,
  list,
  scan,
  hint,
}: TextProps) {
  const common = {
    name,
    maxLength: lengthMax,
    defaultValue: value,
    required,
    ...(voice ? { 'data-voice': 'text' } : {}),
    ...(scan ? { 'data-scan': '' } : {}),
  }
  return (
    <label className="grow-field">
      <span>{label}</span>
      {hint && <small>{hint}</small>}
      {several ? (
        <textarea rows={3} {...common} />
      ) : (
        <input type="text" list={list} autoComplete="off" enterKeyHint="done" {...common} />
      )}
    </label>
  )
}

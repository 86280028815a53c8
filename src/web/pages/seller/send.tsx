import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import type { Attempt, FormRefusal } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'

/** A form's way to the server: its fetcher, what was refused, and whether it is on its way. */
export function useSending<T = unknown>(onDone: (output: T) => void) {
  const fetcher = useFetcher<Attempt<T>>()
  const told = useRef<unknown>(null)
  const { data, state } = fetcher
  useEffect(() => {
    if (state !== 'idle' || data === undefined || data === told.current) return
    told.current = data
    if (data.ok) onDone(data.output)
  })
  const refusal = state === 'idle' && data?.ok === false ? data.refusal : null
  return { Form: fetcher.Form, submit: fetcher.submit, busy: state !== 'idle', refusal }
}

export type Sending = ReturnType<typeof useSending>

/** What a form was refused for; faults of fields stand at the fields. */
export function Refused({ refusal }: { refusal: FormRefusal | null }) {
  const lang = useLang()
  if (refusal === null) return null
  return <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />
}

/** Lets the server know a form sent twice; `of` changes when the next sending is another one. */
export function SendingKey({ of }: { of: string | number }) {
  return <input key={of} ref={fill} type="hidden" name="sending" defaultValue="" />
}

/** Filled in the browser only: server and browser would draw different numbers. */
function fill(input: HTMLInputElement | null): void {
  if (input === null || input.value !== '') return
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  input.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

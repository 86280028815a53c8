import type { RouterContextProvider } from 'react-router'
import { civilDate } from '../../kernel/clock.ts'
import { appContext } from '../context.ts'

/** What a loader asks of its visitor: language, who it is, the day and the month in the county. */
export function visitorOf(context: Readonly<RouterContextProvider>) {
  const { app, visit } = context.get(appContext)
  const now = app.clock.now()
  const today = civilDate(now)
  return {
    lang: visit.lang,
    actor: visit.actor,
    now,
    today,
    month: Number(today.slice(5, 7)),
    site: app.settings.publicUrl,
  }
}

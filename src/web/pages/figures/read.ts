import type { RouterContextProvider } from 'react-router'
import { data } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import {
  readCountyBaskets,
  readCountyBuyers,
  readCountyClaims,
  readCountyConversion,
  readCountyPlaces,
  readSellerBaskets,
  readSellerBuyers,
  readSellerClaims,
  readSellerConversion,
  readSellerPlaces,
} from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { askedPeriod } from '../centre/asked.ts'
import type { Finding } from './findings.ts'

type Context = Readonly<RouterContextProvider>

/** For loaders: all findings of the county, or of one seller, in the period that the address names. */
export async function readFigures(context: Context, request: Request, organisationId: string | null) {
  const { app, visit } = context.get(appContext)
  const { lang } = visit
  const asked = askedPeriod(new URL(request.url).searchParams, civilDate(app.clock.now()))
  const { days: _days, ...question } = asked
  const own = organisationId === null ? null : { ...question, organisationId }
  const conversion =
    own === null ? await call(context, readCountyConversion, question) : await call(context, readSellerConversion, own)
  const baskets =
    own === null ? await call(context, readCountyBaskets, question) : await call(context, readSellerBaskets, own)
  const buyers =
    own === null ? await call(context, readCountyBuyers, question) : await call(context, readSellerBuyers, own)
  const places =
    own === null ? await call(context, readCountyPlaces, question) : await call(context, readSellerPlaces, own)
  const claims =
    own === null ? await call(context, readCountyClaims, question) : await call(context, readSellerClaims, own)
  // The charts' library is large and of use here alone.
  const {
    basketFinding,
    causeFinding,
    claimProvinceFinding,
    claimVillageFinding,
    cohortFinding,
    conversionFinding,
    provinceFinding,
    repeatFinding,
    villageFinding,
  } = await import('./findings.ts')
  const findings: Finding[] = [
    conversionFinding(conversion, lang),
    basketFinding(baskets, lang),
    cohortFinding(buyers, lang),
    repeatFinding(buyers, lang),
    villageFinding(places, lang),
    provinceFinding(places, lang),
    causeFinding(claims, lang),
    claimVillageFinding(claims, lang),
    claimProvinceFinding(claims, lang),
  ]
  return { asked, countedAt: conversion.countedAt, findings }
}

/** `conversion.csv`: the figures behind one finding, all of them. */
export async function figuresFile(context: Context, request: Request, organisationId: string | null, file: string) {
  const [, id, kind] = /^(\w+)\.(csv|xlsx)$/.exec(file) ?? []
  const { asked, findings } = await readFigures(context, request, organisationId)
  const found = findings.find((one) => one.id === id)
  if (found === undefined) throw data(null, { status: 404 })
  const { subject: name, heads, rows } = found
  return sheetResponse({ name, heads, rows }, `${name} ${asked.from}_${asked.to}`, kind as 'csv' | 'xlsx')
}

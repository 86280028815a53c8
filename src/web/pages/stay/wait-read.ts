import type { RouterContextProvider } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import type { Lang } from '../../../kernel/words.ts'
import { readHouse, readProduct, unitTypes } from '../../../modules/tourism/index.ts'
import type { listWaiting } from '../../../workflows/wait-list.ts'
import { readPackage } from '../../../workflows/show-packages.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { civilDate } from '../../kit/format.ts'
import { call } from '../../call.ts'
import { idIn } from '../asked.ts'
import { isDay, numberIn } from './address.ts'
import { packageAsked, partyOf, typesOf } from './package-read.ts'
import { clock, dayInWords, nameIn } from './said.ts'
import { onceEach } from './trip.ts'
import { stayWords } from './words.ts'

type Said = { get(name: string): string | null | undefined }
type Context = Readonly<RouterContextProvider>
type Field = { name: string; label: string; value: number; least: number }

const countsIn = (said: Said) =>
  unitTypes.flatMap((type) => {
    const count = numberIn(said.get(`count-${type}`) ?? null, 0, 200) ?? 0
    return count > 0 ? [{ type, count }] : []
  })

/** What is waited for, as a form says it; the operation judges it. */
export function wantedIn(said: Said): Record<string, unknown> {
  const number = (name: string) => numberIn(said.get(name) ?? null, 0, 1000) ?? 0
  const party = { guests: number('guests'), tickets: countsIn(said) }
  if (said.get('package'))
    return {
      kind: 'package',
      packageId: said.get('package'),
      arrival: said.get('arrival'),
      sets: number('sets'),
      ...party,
      minutes: Array.from({ length: 10 }, (_, position) => position).flatMap((position) => {
        const minute = numberIn(said.get(`minute-${position}`) ?? null, 0, 1439)
        return minute === undefined ? [] : [{ position, minute }]
      }),
    }
  if (said.get('house'))
    return {
      kind: 'stay',
      roomTypeId: said.get('room'),
      planId: said.get('plan') || null,
      arrival: said.get('arrival'),
      nights: number('nights'),
      rooms: number('rooms'),
      guests: party.guests,
    }
  const minute = said.get('minute')
  return {
    kind: 'visit',
    optionId: said.get('option'),
    day: said.get('day'),
    minute: minute ? Number(minute) : null,
    tickets: party.tickets,
  }
}

/** What an address asks to wait for, in words, with the fields of the party. */
export async function waitAsked(context: Context, said: Said, lang: Lang) {
  if (said.get('package')) return packageWaited(context, said, lang)
  return said.get('house') ? stayWaited(context, said, lang) : visitWaited(context, said, lang)
}

const dayIn = (said: Said, name: string) => {
  const day = said.get(name)
  return isDay(day) ? day : ''
}

async function packageWaited(context: Context, said: Said, lang: Lang) {
  const say = stayWords[lang]
  const held = await call(context, readPackage, { packageId: idIn(said.get('package') ?? '') })
  const asked = packageAsked(said, held, '')
  const labels: Record<string, string> = {
    sets: say.package.sets,
    guests: say.package.guests,
    ...Object.fromEntries(typesOf(held).map((type) => [`count-${type}`, say.package.ticketsOf(say.units[type])])),
  }
  const fields = Object.entries(partyOf(asked)).map(([name, value]): Field => ({
    name,
    value,
    label: labels[name] ?? name,
    least: name.startsWith('count') ? 0 : 1,
  }))
  const day = dayIn(said, 'arrival')
  return { title: nameIn(held, lang), when: day && dayInWords(day, lang), back: `/packages/${held.id}`, fields }
}

async function stayWaited(context: Context, said: Said, lang: Lang) {
  const say = stayWords[lang].house
  const house = await call(context, readHouse, { houseId: idIn(said.get('house') ?? '') })
  const room = house.roomTypes.find((type) => type.id === said.get('room'))
  const [arrival, nights] = [dayIn(said, 'arrival'), numberIn(said.get('nights') ?? null, 1, 60) ?? 1]
  const number = (name: string, label: string, other: number): Field => {
    return { name, label, value: numberIn(said.get(name) ?? null, 1, 500) ?? other, least: 1 }
  }
  return {
    title: [nameIn(house, lang), room ? nameIn(room, lang) : ''].filter((words) => words !== '').join(' · '),
    when: arrival && say.stay(civilDate(arrival, lang), civilDate(addDays(arrival, nights), lang), nights),
    back: `/houses/${house.id}`,
    fields: [number('guests', say.guests, 2), number('rooms', say.roomCount, 1)],
  }
}

async function visitWaited(context: Context, said: Said, lang: Lang) {
  const say = stayWords[lang]
  const { product, site } = await call(context, readProduct, { productId: idIn(said.get('visit') ?? '') })
  const option = product.options.find((one) => one.id === said.get('option')) ?? product.options[0]
  const [day, minute] = [dayIn(said, 'day'), said.get('minute')]
  const first = option?.units.find((unit) => unit.type === 'adult')?.type ?? option?.units[0]?.type
  return {
    title: `${nameIn(site, lang)} · ${nameIn(product, lang)}`,
    when: [day && dayInWords(day, lang), minute ? clock(Number(minute)) : ''].filter((words) => words !== '').join(' '),
    back: `/visits/${product.id}`,
    fields: (option?.units ?? []).map(({ type }): Field => {
      const name = `count-${type}`
      const value = numberIn(said.get(name) ?? null, 0, 200) ?? (type === first ? 2 : 0)
      return { name, label: say.units[type], value, least: 0 }
    }),
  }
}

type Waiting = OutputOf<typeof listWaiting>['waiting'][number]

/** What a guest waits for now, or was offered and may still pay. */
export const listedWaiting = (waiting: readonly Waiting[], lang: Lang) =>
  waiting
    .filter((one) => one.state === 'waiting' || one.heldUntil !== null)
    .map((one) => ({
      id: one.id,
      title: onceEach(lang === 'zh' ? one.titleZh : one.titleEn),
      when: waitedWhen(one.wanted, lang),
      party: one.party,
      until: one.until,
      heldUntil: one.heldUntil,
    }))
export type ListedWaiting = ReturnType<typeof listedWaiting>[number]

function waitedWhen(wanted: Waiting['wanted'], lang: Lang): string {
  if (wanted.kind === 'package') return dayInWords(wanted.arrival, lang)
  if (wanted.kind === 'visit')
    return `${dayInWords(wanted.day, lang)}${wanted.minute === null ? '' : ` ${clock(wanted.minute)}`}`
  const { arrival, nights } = wanted
  return stayWords[lang].house.stay(civilDate(arrival, lang), civilDate(addDays(arrival, nights), lang), nights)
}

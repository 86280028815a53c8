// Makes the grower's plain pages quick and sure: acts are kept in the phone before they are sent, can be taken back for a
// moment, and outlive a lost signal. Without this script the same forms post and redirect.
import './outbox.js'
import { addAids } from './aids.js'
import { openSteps, stepFields } from './steps.js'

const PAGES = 'terrace-grow-pages'
const outbox = self.growOutbox
const cookie = (name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? null
const signedIn = () => cookie('terrace_grower')
const grow = () => document.querySelector('.grow')
const words = () => JSON.parse(document.querySelector('script[data-words]').textContent)
const made = (tag, text, attributes = {}) => {
  const element = document.createElement(tag)
  element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
const counted = ([one, many], count) => (count === 1 ? one : many.replace('{n}', String(count)))

let stopped = null
/** True from a page out of the phone, or a lost sending, until something came through. */
let cut = false
let flushing = null
let timer = 0

/** The page at its address, kept for whoever is signed in; what belongs to others is thrown away. */
async function keepPage(html) {
  if (!('caches' in self)) return
  const { person } = grow().dataset
  if (!person || person !== signedIn()) return
  const cache = await caches.open(PAGES)
  const headers = { 'content-type': 'text/html; charset=utf-8', 'x-grower': person }
  for (const kept of await cache.keys())
    if ((await cache.match(kept))?.headers.get('x-grower') !== person) await cache.delete(kept)
  await cache.put(location.pathname, new Response(html, { headers }))
}

/** On the empty page: the page kept for this address, if it is this person's. */
async function showKept() {
  const shell = document.querySelector('[data-offline]')
  if (!shell) return false
  const person = signedIn()
  const kept = person && 'caches' in self ? await caches.match(location.pathname, { cacheName: PAGES }) : undefined
  if (!person && 'caches' in self) await caches.delete(PAGES)
  if (kept?.headers.get('x-grower') !== person || !kept) {
    if (!person) shell.querySelector('p').textContent = shell.dataset.signedOut
    return false
  }
  takeIn(new DOMParser().parseFromString(await kept.text(), 'text/html'))
  return true
}

function takeIn(fresh) {
  const page = fresh.querySelector('.grow')
  if (!page) return
  document.title = fresh.title
  document.documentElement.lang = fresh.documentElement.lang
  grow().replaceWith(document.adoptNode(page))
}

/** Asks for the page anew, unless something is being typed on it. */
async function refresh() {
  if (document.querySelector('[data-steps], [data-offline]') || isTyping()) return
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const html = await answer.text()
  cut = false
  takeIn(new DOMParser().parseFromString(html, 'text/html'))
  await keepPage(html)
}

function isTyping() {
  const field = document.activeElement
  return field?.closest?.('[data-act]') != null && 'defaultValue' in field && field.value !== field.defaultValue
}

function offline(yes) {
  const line = document.querySelector('[data-signal]')
  if (!line) return
  line.hidden = !yes
  for (const links of document.querySelectorAll('[data-print]')) {
    links.querySelector('.soft')?.remove()
    if (yes) links.append(made('span', words().printNeedsSignal, { class: 'soft' }))
  }
}

/** Cards whose act is kept already are out of sight; the step that follows is in their place. */
async function settleCards() {
  const kept = (await outbox.all()).filter((entry) => entry.person === signedIn() && !entry.problem)
  const gone = new Set(kept.map((entry) => entry.thing))
  const done = new Set(kept.filter((entry) => !isLater(entry)).map((entry) => entry.thing))
  const cards = [...document.querySelectorAll('[data-cards] > [data-thing]')]
  for (const card of cards) {
    if (gone.has(card.dataset.thing)) card.remove()
    else if (card.dataset.after !== undefined) card.hidden = !done.has(card.dataset.after)
  }
  const shown = cards.filter((card) => card.isConnected && !card.hidden)
  const empty = document.querySelector('[data-empty]')
  if (empty) empty.hidden = shown.length > 0
  const left = document.querySelector('[data-left]')
  if (!left) return
  const finished = new Set(
    kept.filter((entry) => !entry.thing.startsWith('list:')).map((entry) => entry.thing.split(':')[1]),
  )
  const following = shown.filter((card) => card.dataset.after !== undefined).length
  const count = Math.max(shown.length, Number(left.dataset.count) - finished.size + following)
  left.textContent = count === 0 ? left.dataset.none : left.dataset.many.replace('{n}', String(count))
}

const isLater = (entry) => entry.fields.some(([name, value]) => name === 'act' && value === 'later')

async function showOutbox() {
  const place = document.querySelector('[data-outbox]')
  if (!place) return
  const say = words()
  const person = signedIn()
  const entries = (await outbox.all()).filter((entry) => entry.person === person)
  const failed = entries.filter((entry) => entry.problem)
  const waiting = entries.filter((entry) => !entry.problem)
  place.hidden = failed.length === 0 && (waiting.length === 0 || stopped === null || stopped === 'early')
  place.replaceChildren()
  if (failed.length > 0) place.append(made('h2', counted(say.failed, failed.length)), listOf(failed, say, entries))
  if (waiting.length > 0) {
    const why = { sign_in: say.signIn, person: say.other }[stopped] ?? say.help
    place.append(
      made('h2', counted(say.count, waiting.length)),
      made('p', why, { class: 'soft' }),
      listOf(waiting, say, entries),
    )
  }
}

function listOf(entries, say, all) {
  const list = made('ul', '')
  for (const entry of entries) {
    const item = made('li', '', { 'data-entry': String(entry.seq) })
    item.append(made('strong', entry.about))
    if (entry.problem) {
      item.append(
        made('p', [entry.problem.title, entry.problem.details].filter(Boolean).join(' '), {
          class: 'wrong',
          role: 'alert',
        }),
      )
      const actions = made('div', '', { class: 'actions' })
      if (entry.card || entry.thing.startsWith('list:')) actions.append(button(say.mend, () => mend(entry)))
      actions.append(button(say.again, () => outbox.retry(entry.seq).then(send)))
      actions.append(button(say.dismiss, () => outbox.remove(entry.seq).then(refresh).then(open)))
      item.append(actions)
    } else if (outbox.isHeld(entry, all)) item.append(made('p', say.blocked, { class: 'soft' }))
    list.append(item)
  }
  return list
}

function button(text, run) {
  const one = made('button', text, { type: 'button', class: 'button button-plain' })
  one.addEventListener('click', () => void run())
  return one
}

/** A card's own; of a page that is one card, the page's. */
const headingOf = (card) => card.querySelector('h1, h2')

/** Puts a refused card back with what was typed; photos go back to their questions. */
async function mend(entry) {
  if (entry.thing.startsWith('list:')) {
    const { person, organisation, fields } = entry
    await outbox.drafts.save({ id: `list:${organisation}:${person}`, person, fields, step: 0 })
    await outbox.remove(entry.seq)
    return location.assign(`/grow/${organisation}/sell`)
  }
  await outbox.remove(entry.seq)
  const card = new DOMParser().parseFromString(entry.card, 'text/html').querySelector('.grow-card')
  const cards = document.querySelector('[data-cards]')
  if (!card || !cards) return open()
  cards.querySelector(`[data-thing="${CSS.escape(entry.thing)}"]`)?.remove()
  card.hidden = false
  card.removeAttribute('data-after')
  cards.prepend(document.adoptNode(card))
  fill(card.querySelector('form'), entry.fields)
  await open()
  headingOf(card).focus()
  scrollTo(0, 0)
}

function fill(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name]
    if (field && typeof value === 'string' && field.type !== 'hidden' && field.tagName !== 'BUTTON') field.value = value
  }
}

/** Keeps an act, shows the next card, and offers to take it back for a moment. */
async function act(form, submitter) {
  const card = form.closest('.grow-card')
  const { person, organisation } = grow().dataset
  const isListing = form.matches('[data-steps]')
  if (isListing && !form.isWhole()) return
  const fields = isListing ? await stepFields(form) : [...new FormData(form, submitter)]
  if (fields.some(([name]) => name === 'harvestedOn')) fields.push(['packedOn', today()])
  const about = [
    card.querySelector('.grow-kind strong')?.textContent,
    headingOf(card).textContent,
    submitter.textContent,
  ]
  const entry = {
    url: `/grow/${organisation}/act`,
    person,
    organisation,
    thing: isListing ? `list:${crypto.randomUUID()}` : card.dataset.thing,
    about: isListing ? form.elements.titleZh.value : [...new Set(about)].join(' · '),
    fields: fields.filter(([name]) => name !== 'sending'),
    card: isListing ? null : card.outerHTML,
  }
  const seq = await outbox.add(entry)
  if (isListing) {
    await outbox.drafts.drop(form.dataset.draft)
    return location.assign(`/grow/${organisation}`)
  }
  await settleCards()
  offer(submitter.dataset.done, () => takeBack(seq, entry))
  scrollTo(0, 0)
  ;(document.querySelector('.grow-card:not([hidden]) h2') ?? document.querySelector('[data-empty] h2'))?.focus()
  later(outbox.GRACE_MS)
}

async function takeBack(seq, entry) {
  if (!(await outbox.remove(seq))) return refresh().then(open)
  const card = new DOMParser().parseFromString(entry.card, 'text/html').querySelector('.grow-card')
  document.querySelector('[data-cards]').prepend(document.adoptNode(card))
  fill(card.querySelector('form'), entry.fields)
  await open()
  card.hidden = false
  headingOf(card).focus()
}

/** Today in the county, whatever the phone's zone. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

let hide = 0
function offer(text, undo) {
  const toast = document.querySelector('[data-toast]')
  const back = made('button', words().undo, { type: 'button' })
  toast.replaceChildren(made('span', text), back)
  clearTimeout(hide)
  hide = setTimeout(() => toast.replaceChildren(), outbox.GRACE_MS)
  back.addEventListener('click', () => {
    toast.replaceChildren()
    void undo()
  })
}

function later(ms) {
  clearTimeout(timer)
  timer = setTimeout(() => void send(), ms + 50)
}

/** Sends what is due; asks for the page anew once all is out. */
async function send({ hurry = false } = {}) {
  flushing ??= outbox.flush({ hurry }).finally(() => (flushing = null))
  const before = (await outbox.all()).length
  const result = await flushing
  stopped = result.stopped
  if (result.stopped === 'early') later(Math.max(0, result.dueAt - Date.now()))
  if (result.stopped === 'signal' || result.stopped === 'server') {
    later(30_000)
    await askForSync()
  }
  const after = (await outbox.all()).length
  if (result.stopped === 'signal') cut = true
  else if (after < before) cut = false
  if (result.stopped === null && (after < before || cut)) await refresh()
  await open()
  offline(cut || navigator.onLine === false)
}

async function askForSync() {
  const registration = await navigator.serviceWorker?.ready.catch(() => null)
  await registration?.sync?.register('terrace-grow').catch(() => {})
}

/** Whatever stands on the page now gets its life. */
async function open() {
  addAids(grow(), words())
  await openSteps(grow(), outbox)
  await settleCards()
  await showOutbox()
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-act]') || !grow().dataset.person) return
  event.preventDefault()
  const submitter = event.submitter ?? form.querySelector('[data-main]')
  const needed = submitter.dataset.needs && form.elements[submitter.dataset.needs]
  if (needed) {
    needed.required = true
    const given = needed.reportValidity()
    needed.required = false
    if (!given) return
  }
  void act(form, submitter)
})
addEventListener('online', () => void send({ hurry: true }))
addEventListener('offline', () => offline(true))
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void send()
  else void outbox.all().then((entries) => entries.length > 0 && (askForSync(), send({ hurry: true })))
})
outbox.changes.addEventListener('message', () => void showOutbox())

if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/grow/sw.js', { scope: '/grow/', updateViaCache: 'none' }).catch(() => {})
const kept = await showKept()
if (!kept) await keepPage(document.documentElement.outerHTML)
cut = kept
await open()
await send()

// The grower's pages without a signal. Its scope is /grow/ alone: the shop never passes here. It keeps what is nobody's
// (scripts, styles, an empty page); pages with someone's data are kept by their own script, and shown only by the empty
// page after it has looked who is signed in.
importScripts('/grow/outbox.js')

const VERSION = 1
const SHELL = `terrace-grow-shell-${VERSION}`
const OFFLINE = '/grow/offline'
const FILES = [
  OFFLINE,
  '/grow/grow.js',
  '/grow/outbox.js',
  '/grow/aids.js',
  '/grow/steps.js',
  '/grow/spoken.js',
  '/enhance.js',
]
/** A page that has not come by then is taken as no signal. */
const PATIENCE_MS = 8000

self.addEventListener('install', (event) => {
  event.waitUntil(filled().then(() => self.skipWaiting()))
})

/** The empty page in the visitor's language, its style sheets, and the scripts. */
async function filled() {
  const cache = await caches.open(SHELL)
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))
  const page = await (await cache.match(OFFLINE)).text()
  const styles = [...page.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].flatMap(
    ([tag]) => /href="(\/[^"]+)"/.exec(tag)?.[1] ?? [],
  )
  await cache.addAll(styles)
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('terrace-grow-shell-') && name !== SHELL) await caches.delete(name)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (FILES.includes(url.pathname) && url.pathname !== OFFLINE) event.respondWith(script(request))
})

/** The network's page, or without one the empty page; errors of the server are shown as they are. */
async function page(request) {
  const waited = new Promise((_, late) => setTimeout(() => late(new Error('no signal')), PATIENCE_MS))
  try {
    return await Promise.race([fetch(request), waited])
  } catch {
    return (await caches.match(OFFLINE, { cacheName: SHELL })) ?? Response.error()
  }
}

/** What is at such an address never changes. */
async function asset(request) {
  const kept = await caches.match(request, { cacheName: SHELL })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok && /\.css$/.test(new URL(request.url).pathname))
    await (await caches.open(SHELL)).put(request, answer.clone())
  return answer
}

/** At once from the phone, and fetched anew for the next time. */
async function script(request) {
  const cache = await caches.open(SHELL)
  const kept = await cache.match(request)
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  })
  if (!kept) return fresh
  fresh.catch(() => {})
  return kept
}

// The browser wakes this once there is a signal again, even after the page was closed.
self.addEventListener('sync', (event) => {
  if (event.tag !== 'terrace-grow') return
  event.waitUntil(
    self.growOutbox.flush({ hurry: true }).then(({ stopped }) => {
      // Thrown so that the browser tries again later.
      if (stopped === 'signal' || stopped === 'server') throw new Error(stopped)
    }),
  )
})

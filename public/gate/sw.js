// The gate's page without a network. Its scope is /gate/ alone. It keeps the page and the files the page consists of, which hold
// nobody's data; the day's list is the page's own affair, in IndexedDB.

const PAGE = '/gate/scan'
const CACHE = 'terrace-gate-1'
/** A page that has not come by then is taken as no signal. */
const PATIENCE_MS = 5000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (event.data?.kind === 'keep') event.waitUntil(keep(event.data.assets))
})

/** The page anew, once all it consists of is here; then what earlier pages consisted of goes. */
async function keep(assets) {
  const cache = await caches.open(CACHE)
  for (const path of assets) if (!(await cache.match(path))) await cache.add(path)
  const answer = await fetch(PAGE, { headers: { accept: 'text/html' }, cache: 'no-store' })
  if (!answer.ok || answer.redirected) return
  const html = await answer.clone().text()
  const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  for (const path of named) if (!(await cache.match(path))) await cache.add(path).catch(() => {})
  await cache.put(PAGE, answer)
  const wanted = new Set([PAGE, ...assets, ...named])
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

/** The network's page, or without one the kept one. */
async function page(request) {
  const waited = new Promise((_, late) => setTimeout(() => late(new Error('no signal')), PATIENCE_MS))
  try {
    return await Promise.race([fetch(request), waited])
  } catch {
    return (await caches.match(PAGE, { cacheName: CACHE })) ?? Response.error()
  }
}

/** What is at such an address never changes. */
const asset = async (request) => (await caches.match(request, { cacheName: CACHE })) ?? fetch(request)

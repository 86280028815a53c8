// What was done on the phone and is not yet known to the server: kept in IndexedDB, sent in order, each under the key made
// when it was done, so that the server does it once however often it is sent. Page and service worker both load this.

self.growOutbox = (() => {
  const NAME = 'terrace-grow'
  const LOCK = 'terrace-grow-outbox'
  /** So long a thing can be taken back before it leaves. */
  const GRACE_MS = 6000
  const changes = new BroadcastChannel('terrace-grow')

  function opened() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
        asked.result.createObjectStore('drafts', { keyPath: 'id' })
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  }

  /** One transaction on one store; resolves once it is on the disk. */
  async function within(store, mode, work) {
    const database = await opened()
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode, { durability: 'strict' })
        const asked = work(transaction.objectStore(store))
        transaction.oncomplete = () => resolve(asked.result)
        transaction.onabort = () => reject(transaction.error)
      })
    } finally {
      database.close()
    }
  }

  const all = () => within('acts', 'readonly', (acts) => acts.getAll())
  const put = (entry) => within('acts', 'readwrite', (acts) => acts.put(entry))
  const told = (kind) => changes.postMessage({ kind })

  /** Keeps an act. `fields` are a form's pairs, files included; answers its number. */
  async function add({ url, person, thing, about, fields, card, organisation }) {
    const key = crypto.randomUUID()
    const now = Date.now()
    const entry = {
      key,
      url,
      person,
      thing,
      about,
      fields,
      card,
      organisation,
      at: now,
      dueAt: now + GRACE_MS,
      problem: null,
    }
    return within('acts', 'readwrite', (acts) => acts.add(entry))
  }

  const alone = (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work())

  /** Takes an act back; false where it has left already. */
  const remove = (seq) =>
    alone(async () => {
      const found = await within('acts', 'readonly', (acts) => acts.get(seq))
      if (found) await within('acts', 'readwrite', (acts) => acts.delete(seq))
      return found !== undefined
    })

  /** Lets a refused act go once more. */
  const retry = async (seq) => {
    const found = await within('acts', 'readonly', (acts) => acts.get(seq))
    if (found) await put({ ...found, problem: null, dueAt: 0 })
  }

  const subjectOf = (entry) => entry.thing.split(':')[1] || entry.key

  /** Acts that may go: a step waits where one before it, on the same thing, was refused. */
  function isHeld(entry, entries) {
    return entries.some(
      (one) => one.seq < entry.seq && one.problem && one.person === entry.person && subjectOf(one) === subjectOf(entry),
    )
  }

  /**
   * Sends what waits, oldest first, one at a time. Without a signal, a sign-in or a working server it stops and changes
   * nothing; what the server refuses stays with its words. `hurry` does not wait for the time to take back.
   */
  function flush({ hurry = false } = {}) {
    return alone(async () => {
      for (const entry of await all()) {
        if (entry.problem || isHeld(entry, await all())) continue
        if (!hurry && entry.dueAt > Date.now()) return { stopped: 'early', dueAt: entry.dueAt }
        const outcome = await send(entry)
        // Someone else is signed in: what is theirs may go all the same.
        if (outcome.stop === 'person') continue
        if (outcome.stop) return { stopped: outcome.stop }
        if (outcome.problem) await put({ ...entry, problem: outcome.problem })
        else await within('acts', 'readwrite', (acts) => acts.delete(entry.seq))
        told('sent')
      }
      return { stopped: null }
    })
  }

  const STOPPED = { 401: 'sign_in', 408: 'server', 425: 'server', 429: 'server' }

  async function send(entry) {
    const body = new FormData()
    for (const [name, value] of entry.fields) body.append(name, value)
    body.set('sending', entry.key)
    body.set('person', entry.person)
    let answer
    try {
      answer = await fetch(entry.url, {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        redirect: 'error',
      })
    } catch {
      return { stop: 'signal' }
    }
    const said = await answer.json().catch(() => null)
    if (answer.ok && said?.ok) return {}
    if (said === null || answer.status >= 500) return { stop: 'server' }
    if (said.code === 'grow.other_person') return { stop: 'person' }
    if (STOPPED[answer.status]) return { stop: STOPPED[answer.status] }
    const details = Object.values(said.errors ?? {}).join(' ')
    return { problem: { code: said.code, title: said.title ?? said.code, details } }
  }

  const drafts = {
    read: (id) => within('drafts', 'readonly', (store) => store.get(id)),
    save: (draft) => within('drafts', 'readwrite', (store) => store.put(draft)),
    drop: (id) => within('drafts', 'readwrite', (store) => store.delete(id)),
  }

  return { add, all, remove, retry, flush, isHeld, drafts, changes, GRACE_MS }
})()

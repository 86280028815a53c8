import type { Entry } from '../../entry.ts'
import type { Listed, Sold } from '../../gate.ts'

// What the phone keeps: whose it is, the day's list, and what is not yet told.

/** Whose phone it is today, and at which gate it stands. */
export type Post = {
  person: string
  organisationId: string
  siteId: string
  siteZh: string
  siteEn: string
  gate: string
}
export type Thing = Sold & {
  siteZh: string
  siteEn: string
  titleZh: string
  titleEn: string
  units: readonly { type: string; ageMin: number | null; ageMax: number | null }[]
}
export type KeptList = {
  siteId: string
  day: string
  asOf: string
  earlyMinutes: number
  keys: readonly { number: number; publicKey: string }[]
  sold: readonly Thing[]
  /** By how much the county's clock is ahead of the phone's. */
  aheadMs: number
}
export type KeptBooking = Listed & { entries: readonly Entry[] }
export type Untold = Entry & {
  bookingId: string
  way: 'scan' | 'code' | 'list'
  post: Post
  /** Until then it can be taken back. */
  dueAt: number
}

const NAME = 'terrace-gate'
const stores = ['post', 'list', 'booking', 'untold'] as const
type Store = (typeof stores)[number]

export type Shelf = Awaited<ReturnType<typeof openShelf>>

/** IndexedDB of the gate; every write is on the disk when it answers. */
export async function openShelf() {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.addEventListener('upgradeneeded', () => {
      asked.result.createObjectStore('post')
      asked.result.createObjectStore('list')
      asked.result.createObjectStore('booking', { keyPath: 'id' })
      asked.result.createObjectStore('untold', { keyPath: 'id' })
    })
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('no database')))
  })
  const read = <T>(store: Store, ask: (from: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction(store, 'readonly').objectStore(store))
      asked.addEventListener('success', () => resolve(asked.result))
      asked.addEventListener('error', () => reject(asked.error ?? new Error('not read')))
    })
  const write = (names: readonly Store[], work: (of: (store: Store) => IDBObjectStore) => void) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
      work((store) => transaction.objectStore(store))
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')))
    })
  return {
    post: () => read<Post | undefined>('post', (from) => from.get('now')),
    list: () => read<KeptList | undefined>('list', (from) => from.get('now')),
    bookings: () => read<KeptBooking[]>('booking', (from) => from.getAll()),
    untold: () => read<Untold[]>('untold', (from) => from.getAll()),
    takePost: (post: Post) => write(['post'], (of) => of('post').put(post, 'now')),
    /** A list anew takes the place of all that was there; what changed is put beside it. */
    keepList: (list: KeptList, bookings: readonly KeptBooking[], anew: boolean) =>
      write(['list', 'booking'], (of) => {
        if (anew) of('booking').clear()
        of('list').put(list, 'now')
        for (const one of bookings) of('booking').put(one)
      }),
    keepEntry: (entry: Untold) => write(['untold'], (of) => of('untold').put(entry)),
    dropEntry: (id: string) => write(['untold'], (of) => of('untold').delete(id)),
    /** Told: it is the list's from now on. */
    told: (ids: readonly string[], bookings: readonly KeptBooking[]) =>
      write(['untold', 'booking'], (of) => {
        for (const id of ids) of('untold').delete(id)
        for (const one of bookings) of('booking').put(one)
      }),
    /** Leaves nothing that names anyone; what is not told stays until its teller signs in again. */
    forget: () =>
      write(['post', 'list', 'booking'], (of) => {
        of('post').clear()
        of('list').clear()
        of('booking').clear()
      }),
  }
}

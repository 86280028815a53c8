import { IconSearch } from '@tabler/icons-react'
import { useLang } from '../page-context.ts'
import { storeWords } from './store-words.ts'

/** Looks for goods within one store; without words it shows all of them. */
export function StoreSearch({ slug, query }: { slug: string; query?: string | undefined }) {
  const say = storeWords[useLang()]
  return (
    <form className="search store-search" role="search" action="/goods" aria-label={say.search}>
      <input type="hidden" name="store" value={slug} />
      <input
        type="search"
        name="q"
        defaultValue={query}
        placeholder={say.search}
        aria-label={say.search}
        enterKeyHint="search"
        maxLength={100}
      />
      <button type="submit" aria-label={say.search}>
        <IconSearch size={20} aria-hidden />
      </button>
    </form>
  )
}

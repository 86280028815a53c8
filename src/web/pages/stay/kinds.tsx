import { useLang } from '../../page-context.ts'
import type { StayFilter } from './address.ts'
import { stayHref } from './address.ts'
import { stayWords } from './words.ts'

const KINDS = ['ticket', 'experience', 'house'] as const

/** Kinds of places, each a list of its own, and packages of them. */
export function Kinds({ filter, packages = false }: { filter: StayFilter; packages?: boolean }) {
  const say = stayWords[useLang()].list
  const { page: _page, ...kept } = filter
  const isKind = (kind: StayFilter['kind']) => (!packages && filter.kind === kind ? 'true' : undefined)
  return (
    <nav className="chips" aria-label={say.title}>
      <ul>
        <li>
          <a href={stayHref({ ...kept, kind: undefined })} aria-current={isKind(undefined)}>
            {say.kinds.all}
          </a>
        </li>
        {KINDS.map((kind) => (
          <li key={kind}>
            <a href={stayHref({ ...kept, kind })} aria-current={isKind(kind)}>
              {say.kinds[kind]}
            </a>
          </li>
        ))}
        <li>
          <a href="/stay/packages" aria-current={packages ? 'true' : undefined}>
            {say.packages}
          </a>
        </li>
      </ul>
    </nav>
  )
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arranged } from './store.ts'

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })
const named = fc.array(fc.constantFrom(...'abcdefghijxyz'), { maxLength: 8 })

test('a store shows each of its listings once, and no other’s, however they are arranged', () => {
  fc.assert(
    fc.property(ids, named, fc.array(named, { maxLength: 4 }), (own, featured, sections) => {
      const shown = arranged(
        {
          featured,
          sections: sections.map((listingIds, n) => ({ titleZh: `区${n}`, titleEn: `Part ${n}`, listingIds })),
        },
        own,
      )
      const all = [...shown.featured, ...shown.sections.flatMap(({ listingIds }) => listingIds), ...shown.rest]
      expect(all.toSorted()).toEqual(own.toSorted())
      expect(shown.sections.every(({ listingIds }) => listingIds.length > 0)).toBe(true)
    }),
  )
})

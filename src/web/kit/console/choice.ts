import { useCallback, useRef, useState } from 'react'

/** Rows chosen, kept while pages of the same table come and go. */
export function useChoice() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  /** With `range`, all of `keys` from the row chosen last to this one. */
  const toggle = useCallback((key: string, keys: readonly string[], range: boolean) => {
    const from = last.current === null ? -1 : keys.indexOf(last.current)
    last.current = key
    setChosen((before) => {
      const after = new Set(before)
      const take = !before.has(key)
      const to = keys.indexOf(key)
      const touched = range && from >= 0 ? keys.slice(Math.min(from, to), Math.max(from, to) + 1) : [key]
      for (const one of touched)
        if (take) after.add(one)
        else after.delete(one)
      return after
    })
  }, [])
  const put = useCallback((keys: readonly string[]) => setChosen(new Set(keys)), [])
  const toggleAll = useCallback(
    (keys: readonly string[]) =>
      setChosen((before) => {
        const all = keys.every((key) => before.has(key))
        const after = new Set(before)
        for (const key of keys)
          if (all) after.delete(key)
          else after.add(key)
        return after
      }),
    [],
  )
  return { chosen, toggle, toggleAll, put }
}

export type Choice = ReturnType<typeof useChoice>

import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Keys a table answers to from anywhere on its page, except while somebody types or a panel is open. */
export function useTableKeys(
  table: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
  choose: (key: string) => void,
): void {
  const choosing = useRef(choose)
  useEffect(() => {
    choosing.current = choose
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      if (event.key === '/' && search.current !== null) {
        event.preventDefault()
        search.current.focus()
        search.current.select()
      } else if (event.key === 'j' || event.key === 'k') move(table.current, event.key === 'j' ? 1 : -1)
      else if (event.key === 'x') {
        const row = rowAt(table.current)?.dataset.row
        if (row !== undefined) choosing.current(row)
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [table, search])
}

const isBusy = (target: EventTarget | null) =>
  (target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]') !== null) ||
  document.querySelector('[role=dialog]') !== null

const rowAt = (table: HTMLElement | null) => {
  const row = document.activeElement?.closest<HTMLElement>('tr[data-row]')
  return row && table?.contains(row) ? row : null
}

function move(table: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(table?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
  const at = rowAt(table)
  const to = at === null ? (by === 1 ? 0 : rows.length - 1) : rows.indexOf(at) + by
  rows[to]?.focus()
}

import { useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useLang } from '../../page-context.ts'
import { dayInWords, weekdayOf } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import { shortYuan } from '../stay/visit-read.ts'
import type { CalendarData } from './calendar.tsx'
import type { Chosen } from './choice.ts'
import { chosenAt, clicked, moved } from './choice.ts'
import { rowName } from './row-name.ts'
import styles from './hosting.module.css'
import { useHostWords } from './words.ts'

type Row = CalendarData['rows'][number]
type Cell = Row['cells'][number]
type BoardProps = {
  rows: readonly Row[]
  days: readonly string[]
  chosen: Chosen | null
  onChoose: (chosen: Chosen | null) => void
}

/** Rooms and places down, days across; days of a row are chosen by dragging, by Shift, or by the keyboard. */
export function Board({ rows, days, chosen, onChoose }: BoardProps) {
  const say = useHostWords().calendar
  const table = useRef<HTMLTableElement>(null)
  const dragging = useRef(false)
  useEffect(() => {
    const end = () => (dragging.current = false)
    window.addEventListener('pointerup', end)
    return () => window.removeEventListener('pointerup', end)
  }, [])
  const at = chosen ?? chosenAt(0, 0)
  const press = (event: PointerEvent, row: number, day: number) => {
    // A finger scrolls the calendar; it chooses by taps.
    dragging.current = event.pointerType === 'mouse'
    onChoose(clicked(chosen, row, day, event.shiftKey))
  }
  const pass = (row: number, day: number) => {
    if (dragging.current && chosen?.row === row) onChoose(chosenAt(row, chosen.anchor, day))
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onChoose(null)
    if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen === null) onChoose(at)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('#change input:not([type=hidden])')?.focus())
      return
    }
    const next = moved(at, event.key, event.shiftKey, { rows: rows.length, days: days.length })
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row}.${next.head}"]`)?.focus()
  }
  return (
    <div className={styles.scroll}>
      <table
        ref={table}
        className={styles.board}
        role="grid"
        aria-label={say.grid}
        aria-multiselectable
        onKeyDown={key}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {say.what}
            </th>
            {days.map((day) => (
              <DayHead key={day} day={day} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, down) => (
            <tr key={`${row.ownerId} ${row.minute}`}>
              <RowHead row={row} />
              {days.map((day, across) => (
                <BoardCell
                  key={day}
                  day={day}
                  place={`${down}.${across}`}
                  cell={row.cells.find((one) => one.day === day)}
                  isChosen={chosen?.row === down && chosen.from <= across && across <= chosen.until}
                  tabIndex={at.row === down && at.head === across ? 0 : -1}
                  onPress={(event) => press(event, down, across)}
                  onPass={() => pass(down, across)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function DayHead({ day }: { day: string }) {
  const lang = useLang()
  const weekday = weekdayOf(day)
  return (
    <th scope="col" className={weekday >= 6 ? styles.weekend : undefined}>
      {Number(day.slice(5, 7))}/{Number(day.slice(8))}
      <small>{stayWords[lang].time.weekdays[weekday - 1]}</small>
    </th>
  )
}

function RowHead({ row }: { row: Row }) {
  const lang = useLang()
  return (
    <th scope="row" className={styles.name}>
      {rowName(row, lang)}
      <small>{lang === 'zh' ? row.placeZh : row.placeEn}</small>
    </th>
  )
}

type CellProps = {
  day: string
  place: string
  cell: Cell | undefined
  isChosen: boolean
  tabIndex: number
  onPress: (event: PointerEvent) => void
  onPass: () => void
}

function BoardCell({ day, place, cell, isChosen, tabIndex, onPress, onPass }: CellProps) {
  const lang = useLang()
  const say = useHostWords().calendar
  const left = cell === undefined ? 0 : cell.capacity - cell.held - cell.booked
  const price = cell?.night ? shortYuan(cell.night.priceFen) : ''
  const said =
    cell === undefined
      ? say.emptyCell(dayInWords(day, lang))
      : cell.isClosed
        ? say.closedCell(dayInWords(day, lang), cell.booked)
        : say.cell(dayInWords(day, lang), left, cell.booked, price === '' ? '' : ` ${price}`)
  const state = cell === undefined ? styles.unopened : cell.isClosed ? styles.closed : left === 0 ? styles.full : ''
  return (
    <td
      role="gridcell"
      data-cell={place}
      className={`${styles.cell} ${state}`}
      aria-selected={isChosen}
      tabIndex={tabIndex}
      onPointerDown={onPress}
      onPointerEnter={onPass}
    >
      <span className={styles.said}>{said}</span>
      <span aria-hidden="true">
        <b>{cell === undefined ? say.notOpen : cell.isClosed ? say.closed : left}</b>
        {cell !== undefined && cell.booked > 0 && <i>{cell.booked}</i>}
        {price !== '' && <small>{price}</small>}
      </span>
    </td>
  )
}

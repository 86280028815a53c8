import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import type { EChartsCoreOption } from 'echarts/core'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([BarChart, CustomChart, GridComponent, LineChart, SVGRenderer])

/** The same chart drawn for a phone and for a desk, so that its words keep their size. Colours are custom properties. */
export type Drawn = { narrow: string; wide: string }

const WIDTHS = { narrow: 328, wide: 680 } as const
const TEXT = 14
/** An ideograph's width; Latin letters and figures take about half of it. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? TEXT * 1.04 : TEXT * 0.6), 4)
const widest = (texts: readonly string[]) => Math.ceil(Math.max(0, ...texts.map(widthOf)))

function drawn(height: number, optionOf: (width: number) => EChartsCoreOption): Drawn {
  const at = (width: number) => {
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit', fontSize: TEXT, color: 'var(--ink)' },
      ...optionOf(width),
    })
    const svg = chart.renderToSVGString({ useViewBox: true })
    chart.dispose()
    return bare(svg)
  }
  return { narrow: at(WIDTHS.narrow), wide: at(WIDTHS.wide) }
}

/** Without rules for a pointer, which the pages' security policy would refuse, and without the library's own marks. */
function bare(svg: string): string {
  return svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/, '')
    .replace('<svg ', '<svg aria-hidden="true" focusable="false" ')
    .trim()
}

const axisText = { color: 'var(--ink-soft)', fontSize: TEXT }
const line = { lineStyle: { color: 'var(--line-strong)' } }
const grid = { lineStyle: { color: 'var(--line)' } }
/** An axis of whole numbers, its unit above it. */
const countsOf = (unit: string) => ({
  type: 'value' as const,
  name: unit,
  nameTextStyle: { ...axisText, align: 'left' as const, padding: [0, 0, 0, -18] },
  minInterval: 1,
  splitNumber: 3,
  axisLabel: axisText,
  splitLine: grid,
})
const plainLabel = { show: true, color: 'var(--ink)', fontSize: TEXT }

export type BarRow = {
  label: string
  value: number
  /** The figure as it is written at the end of the bar. */
  text: string
}

const BAR = 32

/** Where an axis begins so that the longest bar to the left keeps room for its figure, a part of the whole width. */
function leftRoom(values: readonly number[], part: number) {
  const most = Math.max(0, ...values)
  const left = Math.min(0.5, part)
  return {
    min: (Math.min(...values) - left * most) / (1 - left),
    axisLabel: { ...axisText, hideOverlap: true, showMinLabel: false },
  }
}

/** Sorted bars with their names before and their figures behind them; below zero they grow to the left, in persimmon. */
export function bars(rows: readonly BarRow[], unit: string): Drawn {
  const values = rows.map((row) => row.value)
  const below = Math.min(0, ...values) < 0
  return drawn(rows.length * BAR + 46, (width) => {
    const named = Math.min(widest(rows.map((row) => row.label)), width * 0.42)
    const room = widest(rows.map((row) => row.text)) + 10
    return {
      grid: { left: named + 10, right: room, top: 4, bottom: 42, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        name: unit,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: axisText,
        splitNumber: width < 400 ? 2 : 4,
        axisLabel: { ...axisText, hideOverlap: true },
        splitLine: grid,
        ...(below && leftRoom(values, room / (width - named - 10 - room))),
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.label),
        axisLabel: { color: 'var(--ink)', fontSize: TEXT, width: named, overflow: 'truncate', interval: 0 },
        axisLine: { show: !below, ...line },
        axisTick: { show: false },
        offset: 0,
        position: 'left',
      },
      series: [
        {
          type: 'bar',
          silent: true,
          barMaxWidth: 18,
          data: rows.map(({ value, text }) => ({
            value,
            itemStyle: { color: value < 0 ? 'var(--persimmon)' : 'var(--tea)' },
            label: { ...plainLabel, position: value < 0 ? 'left' : 'right', formatter: () => text },
          })),
        },
      ],
    }
  })
}

/** Two parts of a whole in one bar, the first lighter; a note beside it says which is which. */
export function stacked(
  rows: readonly { label: string; first: number; second: number; text: string }[],
  names: readonly [first: string, second: string],
  unit: string,
): Drawn {
  return drawn(rows.length * BAR + 46, (width) => {
    const named = Math.min(widest(rows.map((row) => row.label)), width * 0.42)
    const part = (at: 'first' | 'second', name: string, colour: string, text: boolean) => ({
      name,
      type: 'bar',
      stack: 'all',
      silent: true,
      barMaxWidth: 18,
      itemStyle: { color: colour },
      data: rows.map((row) => ({
        value: row[at],
        ...(text && { label: { ...plainLabel, position: 'right', formatter: () => row.text } }),
      })),
    })
    return {
      grid: {
        left: named + 10,
        right: widest(rows.map((row) => row.text)) + 10,
        top: 4,
        bottom: 42,
        outerBoundsMode: 'none',
      },
      xAxis: {
        type: 'value',
        name: unit,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: axisText,
        splitNumber: width < 400 ? 2 : 4,
        axisLabel: { ...axisText, hideOverlap: true },
        splitLine: grid,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.label),
        axisLabel: { color: 'var(--ink)', fontSize: TEXT, width: named, overflow: 'truncate', interval: 0 },
        axisLine: line,
        axisTick: { show: false },
      },
      series: [part('first', names[0], 'var(--leaf)', false), part('second', names[1], 'var(--tea)', true)],
    }
  })
}

/** Columns along an order that must not be sorted: days, bands of money. */
export function columns(
  points: readonly { label: string; value: number; text: string }[],
  unit: string,
  foot: string,
): Drawn {
  return drawn(250, (width) => ({
    grid: {
      left: widest(points.map((p) => String(p.value))) + 22,
      right: 8,
      top: 34,
      bottom: width < 400 ? 68 : 50,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => (width < 400 ? point.label.replace('–', '–\n') : point.label)),
      name: foot,
      nameLocation: 'middle',
      nameGap: width < 400 ? 46 : 28,
      nameTextStyle: axisText,
      axisLabel: { ...axisText, interval: 0, lineHeight: 17 },
      axisLine: line,
      axisTick: { show: false },
    },
    yAxis: countsOf(unit),
    series: [
      {
        type: 'bar',
        silent: true,
        barMaxWidth: 48,
        itemStyle: { color: 'var(--tea)' },
        data: points.map(({ value, text }) => ({
          value,
          label: {
            ...plainLabel,
            show: points.length <= (width < 400 ? 8 : 14),
            position: 'top',
            formatter: () => text,
          },
        })),
      },
    ],
  }))
}

export type DayAhead = {
  label: string
  booked: number
  isAlert: boolean
  limit: number | null
  outlook: { expected: number; low: number; high: number } | null
}

/** A limit this many times what is drawn would press all else to the ground. */
const LIMIT_IN_SIGHT = 2.5

/** Days to come: what is booked as columns (in persimmon where it comes near the limit), what is to be expected as a line in its band, the limit as a dashed line. */
export function daysAhead(days: readonly DayAhead[], unit: string): Drawn {
  const most = Math.max(1, ...days.map((one) => Math.max(one.booked, one.outlook?.high ?? 0)))
  const limits = days.map((one) => (one.limit !== null && one.limit <= most * LIMIT_IN_SIGHT ? one.limit : null))
  const along = (values: readonly (number | null)[], colour: string, rest: object) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    clip: false,
    data: values,
    lineStyle: { color: colour, width: 2 },
    ...rest,
  })
  const edge = { stack: 'band', lineStyle: { color: 'var(--leaf)', width: 0 } }
  const wash = { areaStyle: { color: 'var(--leaf)', opacity: 0.35 } }
  return drawn(270, (width) => ({
    grid: { left: widest([String(most * 10)]) + 6, right: 10, top: 34, bottom: 32, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: days.map((one) => one.label),
      axisLabel: { ...axisText, interval: width < 400 ? 9 : 6 },
      axisLine: line,
      axisTick: { show: false },
    },
    yAxis: countsOf(unit),
    series: [
      along(
        days.map((one) => one.outlook?.low ?? null),
        'var(--leaf)',
        edge,
      ),
      along(
        days.map((one) => one.outlook && one.outlook.high - one.outlook.low),
        'var(--leaf)',
        { ...edge, ...wash },
      ),
      {
        type: 'bar',
        silent: true,
        barMaxWidth: 16,
        data: days.map(({ booked, isAlert }) => ({
          value: booked,
          itemStyle: { color: isAlert ? 'var(--persimmon)' : 'var(--tea)' },
        })),
      },
      along(
        days.map((one) => one.outlook?.expected ?? null),
        'var(--ink-soft)',
        {},
      ),
      along(limits, 'var(--persimmon)', {
        step: 'middle',
        lineStyle: { color: 'var(--persimmon)', width: 1.5, type: 'dashed' },
      }),
    ],
  }))
}

export type Grid = {
  columns: readonly string[]
  rows: readonly string[]
  /** Column, row, share from 0 to 1. */
  cells: readonly { column: number; row: number; share: number; text: string }[]
  /** The first column is what the others are shares of; it stays pale. */
  isFirstWhole?: boolean
}

/** Room for a figure in a field. */
const FIELD = 40

/** Shares as washes of one colour with the figure written in each: as many of the first columns as there is room for. */
export function heat({ columns: heads, rows, cells, isFirstWhole = false }: Grid, foot: string): Drawn {
  const rest = cells.filter((cell) => !(isFirstWhole && cell.column === 0))
  const most = Math.max(0.01, ...rest.map((cell) => cell.share))
  return drawn(rows.length * BAR + 60, (width) => {
    const named = Math.min(widest(rows), width * 0.42)
    const shown = Math.min(heads.length, Math.floor((width - named - 14) / FIELD))
    const fields = cells.filter((cell) => cell.column < shown)
    return {
      grid: { left: named + 10, right: 4, top: 4, bottom: 50, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        data: heads.slice(0, shown),
        name: foot,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: axisText,
        axisLabel: axisText,
        axisTick: { show: false },
        axisLine: { show: false },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: [...rows],
        axisLabel: { color: 'var(--ink)', fontSize: TEXT, interval: 0, width: named, overflow: 'truncate' },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      series: [
        {
          type: 'custom',
          silent: true,
          data: fields.map((cell) => [cell.column, cell.row]),
          renderItem: (at: { dataIndex: number }, api: FieldPlace) => {
            const cell = fields[at.dataIndex]
            return field(cell, api, isFirstWhole && cell?.column === 0 ? null : most)
          },
        },
      ],
    }
  })
}

type FieldPlace = {
  value(dimension: number): number
  coord(at: readonly number[]): number[]
  size(span: readonly number[]): number[]
}

/** One field of a grid: a wash as strong as its share, the figure on it. */
function field(cell: Grid['cells'][number] | undefined, api: FieldPlace, most: number | null) {
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
  const [width = 0, height = 0] = api.size([1, 1])
  const { share = 0, text = '' } = cell ?? {}
  const shape = { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2 }
  const opacity = most === null ? 0.12 : Math.max(0.04, (share / most) * 0.85)
  return {
    type: 'group',
    children: [
      { type: 'rect', shape, style: { fill: 'var(--leaf)', opacity } },
      {
        type: 'text',
        style: {
          x,
          y,
          text,
          fill: 'var(--ink)',
          fontSize: TEXT,
          fontFamily: 'inherit',
          align: 'center',
          verticalAlign: 'middle',
        },
      },
    ],
  }
}

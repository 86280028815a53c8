import type { Random } from '../random.ts'

/** Drawing in few bytes: path data in whole units, merged by colour. Sizes are in a picture 400 units short. */

export type Point = readonly [x: number, y: number]

const whole = (value: number): string => String(Math.round(value) || 0)

/** Numbers as SVG reads them, a minus doing for a space. */
export function nums(...values: number[]): string {
  return values
    .map(whole)
    .reduce((text, value) => (text === '' || value.startsWith('-') ? text + value : `${text} ${value}`), '')
}

/** A filled shape of one or more outlines. */
export function fill(colour: string, ...outlines: string[]): string {
  return `<path fill="${colour}" d="${outlines.join('')}"/>`
}

/** The same, letting what lies below through. */
export function veil(colour: string, opacity: number, ...outlines: string[]): string {
  return `<path fill="${colour}" opacity=".${Math.round(opacity * 100)}" d="${outlines.join('')}"/>`
}

/** A round-ended line; `dash` makes it a row of grains, beads or tiles. */
export function stroke(colour: string, width: number, path: string, dash = '', opacity = 1): string {
  const through = opacity === 1 ? '' : ` opacity=".${Math.round(opacity * 100)}"`
  return `<path stroke="${colour}" stroke-width="${width}"${dash && ` stroke-dasharray="${dash}"`}${through} d="${path}"/>`
}

/** Filled circles of one size: lines of no length with round ends, the shortest circle there is. */
export function dots(colour: string, radius: number, ...points: Point[]): string {
  return stroke(colour, Math.round(radius * 2), points.map((point) => `M${nums(...point)}h.1`).join(''))
}

/** Content moved, turned and scaled. */
export function place(x: number, y: number, content: string, scale = 1, turn = 0): string {
  const size = scale === 1 ? '' : `scale(${Math.round(scale * 100) / 100})`
  const spin = turn === 0 ? '' : `rotate(${Math.round(turn)})`
  return `<g transform="translate(${nums(x, y)})${spin}${size}">${content}</g>`
}

/** Where a copy stands: its foot, its size, its turn in degrees, and the colour of what it leaves unpainted. */
export type Spot = readonly [x: number, y: number, size: number, turn?: number, colour?: string]

/** One thing several times over, drawn once. */
export function copies(random: Random, content: string, spots: readonly Spot[]): string {
  const id = `u${random.whole(0, 0xff_ffff).toString(36)}`
  const uses = spots.map(([x, y, size, turn = 0, colour = '']) => {
    const spin = turn === 0 ? '' : `rotate(${Math.round(turn)})`
    const paint = colour && ` fill="${colour}"`
    return `<use href="#${id}"${paint} transform="translate(${nums(x, y)})${spin}scale(${Math.round(size * 100) / 100})"/>`
  })
  return `<defs><g id="${id}">${content}</g></defs>${uses.join('')}`
}

/** One line drawn twice: its body, and marks along it. */
export function marked(
  random: Random,
  outline: string,
  body: readonly [colour: string, width: number],
  marks: readonly [colour: string, width: number, dash: string],
): string {
  const id = `u${random.whole(0, 0xff_ffff).toString(36)}`
  return `<path id="${id}" d="${outline}"/><use href="#${id}" stroke="${body[0]}" stroke-width="${body[1]}"/><use href="#${id}" stroke="${marks[0]}" stroke-width="${marks[1]}" stroke-dasharray="${marks[2]}" stroke-linecap="butt"/>`
}

/** A closed or open line through points, smooth at each; steps are relative, which is shorter. */
export function smooth(points: readonly Point[], closed = false): string {
  const length = points.length
  const at = (index: number): Point => {
    const [x, y] = points[closed ? (index + length) % length : Math.max(0, Math.min(length - 1, index))] as Point
    return [Math.round(x), Math.round(y)]
  }
  const [startX, startY] = at(0)
  const leave = closed ? at(-1) : at(0)
  const first = nums((at(1)[0] - leave[0]) / 6, (at(1)[1] - leave[1]) / 6)
  const bends = Array.from({ length: closed ? length : length - 1 }, (_, index) => {
    const [from, to, after] = [at(index), at(index + 1), at(index + 2)]
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    return nums(dx - (after[0] - from[0]) / 6, dy - (after[1] - from[1]) / 6, dx, dy)
  })
  return `M${nums(startX, startY)}c${first}${bends[0]?.startsWith('-') ? '' : ' '}${bends.join('s')}${closed ? 'z' : ''}`
}

/** A straight-sided outline. */
export function poly(...points: Point[]): string {
  return `M${points.map((point) => nums(...point)).join('L')}z`
}

/** Straight lines from point to point. */
export function lines(...points: Point[]): string {
  return `M${points.map((point) => nums(...point)).join('L')}`
}

/** An ellipse about a centre. */
export function oval(x: number, y: number, across: number, down = across, turn = 0): string {
  const angle = (turn * Math.PI) / 180
  const [dx, dy] = [Math.round(across * Math.cos(angle)), Math.round(across * Math.sin(angle))]
  const arc = `a${nums(Math.round(across), down, turn)} 1 0`
  const there = nums(2 * dx, 2 * dy)
  const gap = there.startsWith('-') ? '' : ' '
  return `M${nums(x - dx, y - dy)}${arc}${gap}${there}${arc}${gap === '' ? ' ' : ''}${nums(-2 * dx, -2 * dy)}z`
}

/** Many outlines, joined by colour in the order the colours first appear. */
export function merge(pieces: readonly (readonly [colour: string, outline: string])[]): string {
  const byColour = new Map<string, string>()
  for (const [colour, outline] of pieces) byColour.set(colour, (byColour.get(colour) ?? '') + outline)
  return [...byColour].map(([colour, outline]) => fill(colour, outline)).join('')
}

/** Upright box with its foot's middle at the point. */
export function box(x: number, y: number, width: number, height: number): string {
  return `M${nums(x - width / 2, y)}v${nums(-height)}h${nums(width)}v${nums(height)}z`
}

export interface LeafShape {
  /** Both halves. */
  whole: string
  /** The half in the shade. */
  half: string
  tip: Point
}

/** A pointed leaf from its stalk; angle 0 points right, -90 up; `bend` bows it. */
export function leaf(x: number, y: number, length: number, angle: number, width: number, bend = 0): LeafShape {
  const turn = (angle * Math.PI) / 180
  const at = (along: number, off: number): Point => [
    x + along * Math.cos(turn) - off * Math.sin(turn),
    y + along * Math.sin(turn) + off * Math.cos(turn),
  ]
  const tip = at(length, 0)
  const [up1, up2, low1, low2] = [
    at(length * 0.28, bend - width * 1.08),
    at(length * 0.76, bend - width * 0.78),
    at(length * 0.76, bend + width * 0.78),
    at(length * 0.28, bend + width * 1.08),
  ]
  const rib = at(length * 0.5, bend * 0.8)
  return {
    whole: `M${nums(x, y)}C${nums(...up1, ...up2, ...tip)} ${nums(...low2, ...low1, x, y)}`,
    half: `M${nums(x, y)}Q${nums(...rib, ...tip)}C${nums(...low2, ...low1, x, y)}`,
    tip,
  }
}

/** Several leaves in two tones. */
export function leaves(light: string, dark: string, ...shapes: LeafShape[]): string {
  return fill(light, ...shapes.map((shape) => shape.whole)) + fill(dark, ...shapes.map((shape) => shape.half))
}

/** A flower's outline of round petals. */
export function petals(x: number, y: number, radius: number, count: number, depth = 0.8): string {
  const points = Array.from({ length: count }, (_, index): Point => {
    const angle = (index / count) * 2 * Math.PI
    return [x + radius * depth * Math.cos(angle), y + radius * depth * Math.sin(angle)]
  })
  const bulge = Math.round(radius * depth * Math.sin(Math.PI / count) * 1.15)
  const [first] = points as [Point, ...Point[]]
  const arcs = [...points.slice(1), first].map((point) => `A${bulge} ${bulge} 0 0 1 ${nums(...point)}`)
  return `M${nums(...first)}${arcs.join('')}z`
}

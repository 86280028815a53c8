import qrcode from 'qrcode'

/** Quiet zone on every side, in modules (ISO/IEC 18004). */
const QUIET = 4

/**
 * A QR code as SVG of a given width, one path, quiet zone included. Error correction M, as GS1 advises for
 * codes on packages that are handled.
 */
export function qrSvg(text: string, width: number): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + QUIET * 2
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 ${side} ${side}">` +
    `<rect width="${side}" height="${side}" fill="#ffffff"/><path d="${modulesPath(modules)}" fill="none" stroke="#000000"/></svg>`
  )
}

/** Dark modules row by row, each run as one stroke of a module's height, so that no printer leaves hairs between them. */
function modulesPath(modules: { size: number; get(row: number, column: number): number }): string {
  const runs: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue
      const from = column
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1
      runs.push(`M${from + QUIET} ${row + QUIET}.5h${column - from + 1}`)
    }
  }
  return runs.join('')
}

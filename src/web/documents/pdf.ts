import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type { Content, TDocumentDefinitions }

/** Millimetres as the points of a PDF. */
export const mm = (millimetres: number): number => (millimetres / 25.4) * 72

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const regular = `${folder}/400Regular/NotoSansSC_400Regular.ttf`
const semibold = `${folder}/600SemiBold/NotoSansSC_600SemiBold.ttf`

/** Read in with the first document: the typesetter is two megabytes of code that most processes never need. */
async function typesetter() {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Noto: { normal: regular, bold: semibold, italics: regular, bolditalics: semibold } })
  // A document reads our two font files and nothing else, whatever text gets into it.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === regular || path === semibold)
  return pdfmake
}

/** A document as PDF; the Chinese typeface is embedded, cut down to the characters used. */
export async function pdfOf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  const document = { ...definition, defaultStyle: { font: 'Noto', lineHeight: 1.15, ...definition.defaultStyle } }
  return (await typesetter()).createPdf(document).getBuffer()
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './sources.ts'

const ROOMS = ['docs', 'src', 'bench', 'examples']
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(room, name)),
  ),
]

/** Addresses of links and pictures to our own files, without what stands in code. */
function linksOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to).filter((to) => !/^[a-z]+:/.test(to))
}

/** The address of a heading, as it is made where Markdown is read. */
const anchorsOf = (file: string) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test('every link of our documents leads to a file and a heading that are there', () => {
  expect(documents.length).toBeGreaterThan(20)
  const lost = documents.flatMap((file) =>
    linksOf(file)
      .filter((link) => {
        const [path = '', anchor] = link.split('#')
        const to = path === '' ? file : join(dirname(file), decodeURI(path))
        if (!existsSync(join(ROOT, to))) return true
        return anchor !== undefined && !anchorsOf(to).includes(anchor)
      })
      .map((link) => `${file}: ${link}`),
  )
  expect(lost).toEqual([])
})

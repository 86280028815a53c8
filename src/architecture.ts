/** Which files form a room, and what it may import of ours besides itself. The first room that matches a file is its own. */
export type Room = {
  name: string
  files: RegExp
  /** Patterns of our own files; packages from npm are each room's own affair. */
  may: readonly RegExp[]
}

const KERNEL = /^src\/kernel\//
const ENGINES = /^src\/engines\//
const FACES = /^src\/modules\/\w+\/index\.ts$/
const WORKFLOWS = /^src\/workflows\//
const KIT = /^src\/web\/kit\//
const PAGES = /^src\/modules\/\w+\/web\//
/** What a page needs of the shell: to call operations, to know its visitor, to stand in a frame. */
const SHELL = /^src\/web\/((?!routes|root|entry)[\w-]+\.tsx?$|documents\/)/

/** In the order of looking; `itself` is always allowed. */
export const rooms: readonly Room[] = [
  { name: 'tests', files: /\.test\.tsx?$|\/(testing|[\w-]+\.fake)\.ts$|^tests\//, may: [/./] },
  { name: 'benches', files: /^bench\//, may: [/./] },
  {
    name: 'scripts',
    files: /^scripts\//,
    may: [ENGINES, KERNEL, FACES, WORKFLOWS, KIT, /^src\/county\.ts$/, /^src\/modules\//],
  },
  { name: 'build settings', files: /^[\w-]+(\.[\w-]+)*\.config\.ts$/, may: [] },
  { name: 'kernel', files: KERNEL, may: [] },
  { name: 'engines', files: ENGINES, may: [] },
  { name: 'kit', files: KIT, may: [/^src\/web\/(tokens\.css|theme\.ts)$/] },
  {
    name: 'pages of a module',
    files: /^src\/modules\/(?<module>\w+)\/web\//,
    may: [KERNEL, ENGINES, KIT, SHELL, WORKFLOWS],
  },
  { name: 'module', files: /^src\/modules\/(?<module>\w+)\//, may: [KERNEL, ENGINES] },
  { name: 'workflows', files: WORKFLOWS, may: [KERNEL, ENGINES, FACES] },
  { name: 'web', files: /^src\/web\//, may: [KERNEL, ENGINES, KIT, FACES, PAGES, WORKFLOWS] },
  { name: 'server', files: /^src\/server\//, may: [KERNEL, /^src\/county\.ts$/] },
  {
    name: 'seed',
    files: /^src\/seed\//,
    may: [KERNEL, ENGINES, FACES, WORKFLOWS, /^src\/web\/kit\/illustration\.ts$/],
  },
  { name: 'county', files: /^src\/county\.ts$/, may: [KERNEL, FACES, /^src\/workflows\/index\.ts$/, /^src\/seed\//] },
  {
    name: 'command line',
    files: /^src\/(main|commands\/[\w-]+)\.ts$/,
    may: [KERNEL, ENGINES, /^src\/county\.ts$/, /^src\/server\//],
  },
  { name: 'this page', files: /^src\/architecture\.ts$/, may: [] },
]

export function roomOf(file: string): Room | undefined {
  return rooms.find((room) => room.files.test(file))
}

/** True when `from` may import `to`; both are paths from the root. Files of one room, and of one module, know each other. */
export function mayImport(from: string, to: string): boolean {
  const room = roomOf(from)
  if (room === undefined) return false
  if (room.may.some((allowed) => allowed.test(to))) return true
  const module = from.match(/^src\/modules\/(\w+)\//)?.[1]
  if (module !== undefined)
    return (
      to.startsWith(`src/modules/${module}/`) &&
      (roomOf(to)?.name !== 'pages of a module' || room.name === 'pages of a module')
    )
  return roomOf(to) === room
}

export const LINES_MAX = 400

/** Data too long for a page, each for its reason. */
export const longFiles: readonly RegExp[] = [/\.json$/, /\/words\.(zh|en)\.ts$/, /^bench\/search\/catalogue\.ts$/]

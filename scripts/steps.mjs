// What start, test and the other commands share. Plain JavaScript for whatever Node the machine has.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
export const NODE = join(ROOT, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
const STAMP = join(ROOT, 'build', 'stamp')

/**
 * How Node runs the server. A small young generation and a firm ceiling keep it under 300 MB; V8 left alone takes twice
 * that. Two arenas, glibc's word for the heaps its threads share, instead of sixteen keep some 40 MB of what compressed pages
 * needed from staying with threads that are done. What Node compiled is kept for the next start, which takes half the time then.
 */
export const SERVER = JSON.parse(readFileSync(join(ROOT, 'scripts', 'node.json'), 'utf8'))

export const tell = (line) => process.stdout.write(`${line}\n`)

/** Runs a command to its end, or to the abort of `signal`; its output is shown, or gathered when `quiet`. */
export function run(command, args, { quiet = false, env = {}, signal } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: windows,
      signal,
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    // One that is told to stop has still to end.
    child.on('error', (error) => error.name !== 'AbortError' && done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

export const runNode = (args, options) => run(NODE, args, options)

/** Installs when something is missing or of another version than the lockfile says. */
export async function ensureInstalled() {
  if (isInstalled()) return
  tell('install     npm ci')
  const { code } = await run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'])
  if (code !== 0) fail('npm ci failed')
}

function isInstalled() {
  const wanted = readJson(join(ROOT, 'package-lock.json'))?.packages
  const present = readJson(join(ROOT, 'node_modules', '.package-lock.json'))?.packages
  if (!existsSync(NODE) || wanted === undefined || present === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    return found === undefined ? entry.optional === true || entry.peer === true : found.version === entry.version
  })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Builds the web when a source, a public file, a setting of the build or a package changed since the last build. */
export async function ensureBuilt({ quiet = false, signal } = {}) {
  const stamp = sourcesStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return { code: 0, output: 'up to date' }
  if (!quiet) tell('web         building')
  const result = await build({ quiet: true, signal })
  if (result.code !== 0) return result
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, stamp)
  if (!quiet) tell(result.output.trim().split('\n').at(-1))
  return result
}

export async function build(options) {
  const made = join('build', `next-${process.pid}`)
  const env = { NODE_ENV: 'production', TERRACE_BUILD: made }
  try {
    const built = await runNode([join('node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], { ...options, env })
    if (built.code !== 0) return built
    const pressed = await runNode([join('scripts', 'precompress.ts'), join(made, 'client')], options)
    if (pressed.code === 0) for (const part of ['client', 'server']) replace(join('build', part), join(made, part))
    return { code: pressed.code, output: built.output + pressed.output }
  } finally {
    rmSync(join(ROOT, made), { recursive: true, force: true })
  }
}

/** Two renames: whoever starts meanwhile finds the old build or the new one. */
function replace(old, made) {
  const aside = join(ROOT, `${made}-old`)
  if (existsSync(join(ROOT, old))) renameSync(join(ROOT, old), aside)
  renameSync(join(ROOT, made), join(ROOT, old))
  rmSync(aside, { recursive: true, force: true })
}

function sourcesStamp() {
  const hash = createHash('sha256')
  const files = filesBelow('src').filter((file) => /\.(tsx?|css|json|svg)$/.test(file) && !/\.test\.tsx?$/.test(file))
  files.push(...filesBelow('public'), 'package-lock.json', 'vite.config.ts', 'react-router.config.ts')
  files.push(join('scripts', 'precompress.ts'))
  files.sort((a, b) => (a < b ? -1 : 1))
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

export function fail(line) {
  process.stderr.write(`terrace: ${line}\n`)
  process.exit(1)
}

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Builds the web, when it must be, while the server brings up the database and the county, which takes as long. */
export async function buildAndServe() {
  const stop = new AbortController()
  for (const ending of ENDINGS) process.on(ending, () => stop.abort())
  let fault = ''
  const web = ensureBuilt({ signal: stop.signal }).then(({ code, output }) => {
    if (code !== 0 && !stop.signal.aborted) fault = `the web could not be built\n${output}`
    return code === 0
  })
  if (windows && !(await web)) fail(fault)
  const code = await runServer(['serve', ...(windows ? [] : ['--web-comes'])], web)
  if (fault !== '') fail(fault)
  stop.abort()
  await web
  return code
}

/**
 * Runs the server and passes signals on; when npm above us dies without a word, the server stops too. One that was
 * started with `--web-comes` is told when the `web` is built, or stopped when it could not be.
 */
export function runServer(args, web) {
  return new Promise((done) => {
    const child = spawn(NODE, [...SERVER.arguments, 'src/main.ts', ...args], {
      cwd: ROOT,
      env: { ...SERVER.environment, ...process.env },
      stdio: windows ? 'inherit' : ['inherit', 'inherit', 'inherit', 'ipc'],
      shell: windows,
    })
    for (const ending of ENDINGS) process.on(ending, () => child.kill(ending))
    void web?.then((built) => (built ? child.connected && child.send('web') : child.kill('SIGTERM')))
    const parent = process.ppid
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000)
    if (process.env.npm_lifecycle_event === undefined) clearInterval(watch)
    child.on('error', (error) => fail(error.message))
    child.on('close', (code, signal) => {
      clearInterval(watch)
      done(code ?? (signal === 'SIGKILL' ? 137 : 1))
    })
  })
}

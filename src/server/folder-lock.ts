import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class FolderFault extends Error {}

type Holder = { pid: number; started: string }

/**
 * Keeps a second server off the same data folder. A lock whose process is gone, or whose number now belongs
 * to a process that started at another time, is stale and taken over. Returns the release.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock')
  const own: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' }
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(draft, JSON.stringify(own))
    for (let tries = 0; tries < 3 && !linked(draft, file); tries += 1) clearStale(folder, file)
    if (holderIn(file)?.pid !== process.pid) throw new FolderFault(`${folder} is locked by another process`)
  } catch (error) {
    if (error instanceof FolderFault) throw error
    throw new FolderFault(`${folder} cannot be read or written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/** Linking is the one step that fails when the lock is already there, whoever else is trying. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function clearStale(folder: string, file: string): void {
  const holder = holderIn(file)
  if (holder !== null && startOf(holder.pid) === holder.started)
    throw new FolderFault(`another server (process ${holder.pid}) is using ${folder}; stop it or set TERRACE_DATA`)
  const aside = `${file}.stale.${process.pid}`
  renameSync(file, aside)
  rmSync(aside, { force: true })
}

function holderIn(file: string): Holder | null {
  try {
    const held = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>
    return typeof held.pid === 'number' && typeof held.started === 'string' ? (held as Holder) : null
  } catch {
    return null
  }
}

/** When a process started, in the system's own words; null when there is no such process. */
export function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The command's name, in brackets, may hold spaces; field 22 is the start in ticks since boot.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
    }
    process.kill(pid, 0)
    if (process.platform === 'win32') return 'running'
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

type Asset = { file: string; type: string; etag: string; immutable: boolean; br: boolean; gz: boolean }

/** Answers a request for a built or public file; null when there is none of that name. */
export type Assets = (request: Request) => Promise<Response | null>

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** The files of `folder`, listed once: a request can reach nothing that is not on the list. */
export function assetsIn(folder: string): Assets {
  const assets = new Map(listed(folder).map((path) => [path, describe(folder, path)]))
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const asset = assets.get(new URL(request.url).pathname)
    return asset === undefined ? null : answer(asset, request)
  }
}

function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('/.'))
}

function describe(folder: string, path: string): Asset {
  const file = join(folder, path)
  return {
    file,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha1').update(readFileSync(file)).digest('base64url')}"`,
    immutable: path.startsWith('/assets/'),
    br: existsSync(`${file}.br`),
    gz: existsSync(`${file}.gz`),
  }
}

async function answer(asset: Asset, request: Request): Promise<Response | null> {
  const encoding = encodingFor(asset, request.headers.get('accept-encoding') ?? '')
  const etag = encoding === null ? asset.etag : `${asset.etag.slice(0, -1)}-${encoding.suffix}"`
  const headers: Record<string, string> = {
    'content-type': asset.type,
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    etag,
    vary: 'accept-encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding.name }),
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const bytes = await readFile(encoding === null ? asset.file : `${asset.file}.${encoding.suffix}`).catch(unlessGone)
  if (bytes === null) return null
  headers['content-length'] = String(bytes.length)
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}

/** A newer build may have taken the folder's place since it was listed: then the file is not there, and nothing is broken. */
function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function encodingFor(asset: Asset, accepted: string): { name: string; suffix: string } | null {
  if (asset.br && /\bbr\b/.test(accepted)) return { name: 'br', suffix: 'br' }
  if (asset.gz && /\bgzip\b/.test(accepted)) return { name: 'gzip', suffix: 'gz' }
  return null
}

import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const ICONS = '@tabler/icons-react'
const ICON_IMPORT = /import\s*\{([^}]*)\}\s*from\s*'@tabler\/icons-react'/g

/** The icon package's index names six thousand modules; each icon is taken from its own file instead, in a third of the time. */
function iconsOneByOne(): Plugin {
  return {
    name: 'icons-one-by-one',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || id.includes('node_modules') || !code.includes(ICONS)) return null
      const changed = code.replaceAll(ICON_IMPORT, (_whole, names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !name.startsWith('type '))
          .map((name) => name.split(/\s+as\s+/))
          .map(([name, local]) => `import ${local ?? name} from '${ICONS}/dist/esm/icons/${name}.mjs';`)
          .join(''),
      )
      return { code: changed, map: null }
    },
  }
}

/** What must never reach a browser: SQL, operations, workflows, and whatever holds the server's state. */
const SERVER_ONLY =
  /\/src\/(server|workflows)\/|\/src\/kernel\/(?!(words|money|clock|refusal|actor|ids|http\/body)\b)|\/src\/modules\/\w+\/(index|[\w-]+\.(sql|ops))\.ts$/

/** Loaders and actions are cut out of the browser's copy of a page, and their imports with them; what is left over is a mistake. */
function serverStaysOnServer(): Plugin {
  return {
    name: 'server-stays-on-server',
    load(id) {
      if (this.environment.name === 'client' && SERVER_ONLY.test(id))
        this.error(`a page brings ${id.slice(id.indexOf('/src/') + 1)} to the browser`)
      return null
    },
  }
}

const HOUSE = /\/src\/((?:kernel|engines|workflows)\/.+|modules\/\w+\/(?!web\/).+)\.ts$/

/**
 * The built pages run in the server's own process: they import the kernel, the modules and the workflows from where these
 * lie instead of bringing a second copy, which would cost every start its time and the process a sixth of its memory.
 */
function houseStaysWhereItIs(): Plugin {
  return {
    name: 'house-stays-where-it-is',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (this.environment.name !== 'ssr' || !source.startsWith('.')) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      const inHouse = found === null ? null : HOUSE.exec(found.id)
      return inHouse === null ? found : { id: `#house/${inHouse[1]}.ts`, external: true }
    },
  }
}

/**
 * What the server runs is written in ASCII alone, its Chinese as escapes: a source with a single letter beyond it is held at two bytes a
 * letter for as long as the server runs, and this one has three million.
 */
function oneByteALetter(): Plugin {
  return {
    name: 'one-byte-a-letter',
    apply: 'build',
    generateBundle(_options, bundle) {
      if (this.environment.name !== 'ssr') return
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk')
          chunk.code = chunk.code.replaceAll(
            /[^\0-\u007F]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
          )
    },
  }
}

export default defineConfig({
  plugins: [houseStaysWhereItIs(), iconsOneByOne(), serverStaysOnServer(), oneByteALetter(), reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1500 },
  // What the pages use of them, not their seven hundred files each.
  ssr: { noExternal: [ICONS, /^@mantine\//] },
})

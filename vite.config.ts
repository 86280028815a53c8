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

export default defineConfig({
  plugins: [iconsOneByOne(), serverStaysOnServer(), reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1500 },
  ssr: { noExternal: [ICONS] },
})

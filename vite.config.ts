import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1500 },
  // The icon package's index names five thousand modules; bundled, only the used ones are read.
  ssr: { noExternal: ['@tabler/icons-react'] },
})

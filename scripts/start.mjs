// npm start: installs and builds when needed, and serves on the pinned Node.
import { buildAndServe, ensureInstalled } from './steps.mjs'

await ensureInstalled()
process.exitCode = await buildAndServe()

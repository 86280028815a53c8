// npm run build: the web, with the sizes of what browsers load.
import { build, ensureInstalled } from './steps.mjs'

await ensureInstalled()
process.exitCode = (await build()).code

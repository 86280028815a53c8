// npm run terrace -- migrate: the command line on the pinned Node.
import { ensureInstalled, runServer } from './steps.mjs'

await ensureInstalled()
process.exitCode = await runServer(process.argv.slice(2))

// npm start: installs and builds when needed, then serves on the pinned Node.
import { ensureBuilt, ensureInstalled, fail, runServer } from './steps.mjs'

await ensureInstalled()
const built = await ensureBuilt()
if (built.code !== 0) fail(`the web could not be built\n${built.output}`)
process.exitCode = await runServer(['serve'])

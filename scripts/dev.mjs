// npm run dev: the county straight from the source; consoles change as files are saved.
import { ensureInstalled, runServer } from './steps.mjs'

await ensureInstalled()
process.exitCode = await runServer(['serve', '--dev'])

import fc from 'fast-check'
import { CI_SEED } from '../simulation/random.ts'

if (process.env.CI === 'true') fc.configureGlobal({ seed: CI_SEED })

import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'

// Outside material is read where it lies and never copied; where it is not, its tests are left out, and that is said.
const conformance = existsSync('../shared/conformance')
if (!conformance) console.warn('NOT CHECKED: ../shared/conformance is not here, so tests/conformance is left out')

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', '{bench,scripts}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(conformance ? [] : ['tests/conformance/**'])],
    globalSetup: ['tests/harness/global.ts'],
    setupFiles: ['tests/harness/properties.ts'],
    // Far beyond what any test needs: a busy machine is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A third fills the time in which the other two wait for a page, a signal or a lock.
    maxWorkers: 3,
    // Every file opens a county of its own; no state lives in modules, so the modules themselves need not be loaded anew.
    isolate: false,
  },
})

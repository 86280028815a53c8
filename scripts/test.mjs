// npm test: installs when needed, then checks everything and says how long each part took.
// Ends with a line "N passed, N failed" counted from the test runner's report, checks included.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuilt, ensureInstalled, ROOT, runNode, tell } from './steps.mjs'

await ensureInstalled()

const tool = (...path) => join('node_modules', ...path)
const sources = ['src', 'tests', 'bench', 'scripts', 'vite.config.ts', 'vitest.config.ts', 'react-router.config.ts']
const report = join('build', 'test-report.json')

const checks = [
  ['route types', () => runNode([tool('@react-router', 'dev', 'bin.cjs'), 'typegen'], { quiet: true })],
  ['types', () => runNode([tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'], { quiet: true })],
  [
    'lint',
    () => runNode([tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', ...sources], { quiet: true }),
  ],
  ['format', () => runNode([tool('oxfmt', 'bin', 'oxfmt'), '--check', ...sources], { quiet: true })],
  ['web build', () => ensureBuilt({ quiet: true })],
]

const seconds = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`
let passed = 0
let failed = 0

for (const [name, check] of checks) {
  const started = performance.now()
  const { code, output } = await check()
  tell(`${name.padEnd(12)}${seconds(started).padStart(8)}  ${code === 0 ? 'passed' : 'FAILED'}`)
  if (code !== 0) tell(output.trimEnd())
  if (code === 0) passed += 1
  else failed += 1
}

const started = performance.now()
mkdirSync(join(ROOT, dirname(report)), { recursive: true })
rmSync(join(ROOT, report), { force: true })
const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
const { code } = await runNode([tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)])
const results = readReport()
tell(`${'tests'.padEnd(12)}${seconds(started).padStart(8)}  ${code === 0 ? 'passed' : 'FAILED'}`)
for (const line of slowest(results)) tell(line)
passed += results.numPassedTests
// A file that could not even be read has no tests to count.
failed +=
  results.numFailedTests +
  results.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length
if (code !== 0 && failed === 0) failed = 1

tell(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function readReport() {
  try {
    return JSON.parse(readFileSync(join(ROOT, report), 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, testResults: [] }
  }
}

function slowest({ testResults }) {
  return testResults
    .map((file) => ({ name: file.name.slice(ROOT.length + 1), ms: file.endTime - file.startTime }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 5)
    .map(({ name, ms }) => `  slowest   ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`)
}

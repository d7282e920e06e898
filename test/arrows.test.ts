import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const cruise = (...where: string[]) =>
  promisify(execFile)(
    join(ROOT, 'node_modules', '.bin', 'depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...where],
    {
      cwd: ROOT,
      maxBuffer: 256 * 1024 * 1024,
    },
  )

it('imports follow the arrows of the house', { timeout: 60_000 }, async () => {
  const { summary } = JSON.parse((await cruise('server', 'bot', 'miniapp/src')).stdout)
  expect(
    summary.violations.map(
      ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) => `${rule.name}: ${from} → ${to}`,
    ),
  ).toEqual([])
  // a parser that reads nothing would find nothing wrong
  expect(summary.totalCruised).toBeGreaterThan(150)
  expect(summary.totalDependenciesCruised).toBeGreaterThan(500)
})

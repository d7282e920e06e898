import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the edge keeps no log of whole addresses, which hold codes', () => {
  const config = readFileSync(join(import.meta.dirname, '../../wrangler.toml'), 'utf8')
  const [, logs = ''] = config.split('[observability.logs]\n')
  expect(logs.split('\n[')[0]).toMatch(/^invocation_logs = false$/m)
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import * as z from 'zod'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const Found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

/** Accessibility faults of the page as it stands (WCAG A and AA, and good practice), one line each; `rules` limits the look. */
export async function faultsOn(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(AXE)
  const found = Found.parse(await page.evaluate(`axe.run(${rules ? JSON.stringify({ runOnly: rules }) : ''})`))
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** axe in the page, all rules of WCAG 2.2 A and AA and best practice: not one violation of any impact. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults, Result } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from './server.ts'

const source = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds; an evaluation over the debugger needs no leave of the page's own content policy. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(async (values): Promise<Result[]> => {
    const { axe } = globalThis as unknown as { axe: { run(root: unknown, options: unknown): Promise<AxeResults> } }
    return (await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations
  }, tags)
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n    ${target.join(' ')}\n    ${failureSummary ?? ''}`),
  )
}

export async function expectAccessible(page: Page): Promise<void> {
  const found = await violations(page)
  expect(found, `${page.url()} at ${page.viewportSize()?.width} px`).toEqual([])
}

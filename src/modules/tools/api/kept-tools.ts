import { variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import type { KeptAnswer, KeptToolBeside, KeptToolText } from '../domain/kept-tool.ts'
import { shownTool } from '../domain/tool-page.ts'
import { citedBy } from '../queries/tool-pages.ts'
import { allTools } from '../store.ts'
import { bundleOf } from './bundle.ts'
import { toolDocument } from './document.ts'

/** All tools as devices keep them: their documents in every variant, with the script and the style that these name. */
export async function keptTools(app: App): Promise<(KeptToolText & KeptToolBeside & { readonly answers: readonly KeptAnswer[] })[]> {
  const [tools, named] = await Promise.all([allTools(app.db), areas(app.db)])
  const bundle = bundleOf(app)
  const program = bundle ? [bundle.js, bundle.css].map(({ path, body }) => ({ opens: path, body })) : []
  const kept = tools.map(async (tool) => {
    const cited = await citedBy(app.db, tool)
    const documents = variants.map(async (variant) => {
      const body = await toolDocument(shownTool({ tool, cited, areas: named }, variant), variant, bundle)
      return { opens: `/t/${prefixOf(variant)}/${tool.slug}`, body: String(body) }
    })
    return { tool, cited, answers: [...(await Promise.all(documents)), ...program] }
  })
  return Promise.all(kept)
}

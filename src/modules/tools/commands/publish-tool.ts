import type { FieldTool, ToolSource } from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { addVersion, showNewestVersion, versionThere } from '../store.ts'

/** Publishes a version in the caller's transaction. The same again changes nothing; other content needs a new number. */
export async function publishTool(app: App, tx: Tx, source: ToolSource): Promise<Result<{ changed: boolean }, 'version-published-otherwise'>> {
  const { file: _, lines: __, ...content } = source
  if (!(await addVersion(tx, { id: app.newId(), content: content as FieldTool, at: app.now() }))) {
    const there = await versionThere(tx, content as FieldTool)
    return there?.same ? done({ changed: false }) : refuse('version-published-otherwise')
  }
  await showNewestVersion(tx, content.slug)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'tools.version-published', body: { tool: content.slug } }])
  return done({ changed: true })
}

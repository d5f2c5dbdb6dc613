/** Records to take away, page by page as they are read: as many as there are, and never more than a page in memory. */
import type { Statement } from '@putokaz/xapi'
import { noteDeed } from '#modules/audit/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import { type ExploredStatement, exploreStatements, nameless, type RecordQuestion } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { writeCsv } from '#platform/csv.ts'
import { signing } from '../said.ts'

const formats = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const
export type ExportFormat = keyof typeof formats

export function isExportFormat(text: unknown): text is ExportFormat {
  return text === 'csv' || text === 'ndjson'
}

interface Export {
  readonly actor: SignedIn
  readonly question: RecordQuestion
  /** Whether other systems' names of people may be seen; without that a sign stands for each. */
  readonly named: boolean
  readonly format: ExportFormat
}

export const atOnce = 500

/** The entry in the log is there before the first byte goes: it says what was asked for, not how far it came. */
export async function exportRecords(app: App, { actor, question, named, format }: Export): Promise<{ body: ReadableStream<Uint8Array>; type: string }> {
  const { people, ...asked } = question
  const detail = {
    format,
    named,
    people: people?.length ?? null,
    ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value !== undefined])),
  }
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'records.statements-exported', by: actor.id, on: 'view:records', detail }))
  const sign = signing(app)
  const shown = (one: ExploredStatement) => (named ? one : { ...one, statement: nameless(one.statement, { homePage: app.activityBase, sign }) })
  let after: ExploredStatement | undefined
  let begun = false
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const found = await exploreStatements(app, question, { after, most: atOnce })
      stream.enqueue(encoder.encode(write(found.map(shown), format, begun)))
      begun = true
      after = found.at(-1)
      if (found.length < atOnce) stream.close()
    },
  })
  return { body, type: formats[format] }
}

function write(found: readonly ExploredStatement[], format: ExportFormat, further: boolean): string {
  if (format === 'ndjson') return found.map(({ statement }) => `${JSON.stringify(statement)}\n`).join('')
  const names = ['id', 'stored', 'timestamp', 'person', 'verb', 'object', 'registration', 'success', 'scaled', 'authority', 'voided'] as const
  return writeCsv(
    names.map((name) => ({ name })),
    found.map((one) => rowOf(one)),
    { further },
  )
}

function agentIn({ account, mbox, mbox_sha1sum: sum, openid }: Statement['actor']): string {
  return account?.name ?? mbox ?? sum ?? openid ?? ''
}

function rowOf({ id, stored, authority, statement, voided }: ExploredStatement) {
  const { actor, verb, object, context, result, timestamp } = statement
  return {
    id,
    stored: stored.toISOString(),
    timestamp: timestamp ?? '',
    person: agentIn(actor),
    verb: verb.id,
    object: 'id' in object ? object.id : '',
    registration: context?.registration ?? '',
    success: result?.success === undefined ? '' : String(result.success),
    scaled: result?.score?.scaled === undefined ? '' : String(result.score.scaled),
    authority,
    voided: voided ? 'true' : '',
  }
}

import { type WorkFile, type WorkFileOutcome, workFileFormat } from '../../domain/work-file.ts'
import { ask } from './asking.ts'

type Says = Readonly<Record<string, string>>

/** Brings in a file that another device made: the server opens it and says of each entry what became of it. */
export async function enterFile(root: HTMLElement, says: Says): Promise<void> {
  const field = root.querySelector<HTMLInputElement>('input[name=work]')
  const [chosen] = field?.files ?? []
  if (!chosen) return tell(root, says['enterNone'])
  const file = readFile(await chosen.text())
  if (!file) return tell(root, says['enterUnread'])
  const answered = await ask('/api/v1/device/work-files', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(file) })
  if (!answered || answered.status >= 500) return tell(root, says['enterFailed'])
  if (answered.status === 401) return tell(root, says['enterSignIn'])
  if (!answered.ok) return tell(root, says['enterUnread'])
  const { entries } = (await answered.json()) as { entries: readonly WorkFileOutcome[] }
  tell(root, says['enterDone'], countsOf(entries, says))
}

function readFile(text: string): WorkFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<WorkFile> | null
    return file?.format === workFileFormat && Array.isArray(file.entries) ? (file as WorkFile) : undefined
  } catch {
    return undefined
  }
}

/** How many of each, and why each of the refused. */
function countsOf(entries: readonly WorkFileOutcome[], says: Says): string[] {
  const count = (outcome: WorkFileOutcome['outcome'], word: string) => {
    const number = entries.filter((entry) => entry.outcome === outcome).length
    return number > 0 ? [(says[word] ?? '').replace('#', String(number))] : []
  }
  const reasons = new Set(entries.flatMap(({ outcome, reason }) => (outcome === 'refused' && reason !== undefined ? [reason] : [])))
  return [...count('accepted', 'accepted'), ...count('there-already', 'there-already'), ...count('refused', 'refused-there'), ...reasons]
}

function tell(root: HTMLElement, said: string | undefined, lines: readonly string[] = []): void {
  const place = root.querySelector('[data-entered]')
  const list = root.querySelector<HTMLElement>('[data-outcomes]')
  if (place) place.textContent = said ?? ''
  if (!list) return
  list.hidden = lines.length === 0
  list.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li')
      item.textContent = line
      return item
    }),
  )
}

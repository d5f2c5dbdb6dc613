import { breaksAt, checkAt, type Look, startLook } from './shapes/check.ts'
import { statement } from './shapes/statement.ts'
import type { Reading, Statement, Version } from './types.ts'

/**
 * The statements of a request's body (one, or a list of them), kept as they came, or every rule that is broken, with its
 * place. A path begins with the statement's place in the list.
 */
export function parseStatements(input: unknown, version: Version = '1.0.3'): Reading<Statement[]> {
  const list: unknown[] = Array.isArray(input) ? input : [input]
  const look = startLook(version)
  list.forEach((one, index) => {
    checkAt(look, index, statement, one)
  })
  if (look.broken.length === 0) checkIds(list as Statement[], look)
  return look.broken.length === 0 ? { ok: true, value: list as Statement[] } : { ok: false, refusal: look.broken }
}

// xAPI 1.0.3, Communication 2.1.2: a batch that contains two statements with the same id is rejected.
function checkIds(list: readonly Statement[], look: Look): void {
  const seen = new Set<string>()
  list.forEach(({ id }, index) => {
    if (id === undefined) return
    const known = seen.size
    if (seen.add(id.toLowerCase()).size > known) return
    look.path.push(index)
    breaksAt(look, 'id', 'Communication 2.1.2: no two statements of a batch have the same id')
    look.path.pop()
  })
}

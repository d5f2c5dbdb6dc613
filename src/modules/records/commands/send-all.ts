import type { Answer, Progress } from '../domain/forwarding.ts'

/** Sends statements in their order; a batch that is refused is halved until the one that it was for stands alone. */
export async function sendAll<Statement>(
  statements: readonly Statement[],
  send: (batch: readonly Statement[]) => Promise<Answer>,
): Promise<Progress<Statement>> {
  const [first] = statements
  if (first === undefined) return { through: 0, notTaken: [] }
  const answer = await send(statements)
  if (answer.kind === 'accepted') return { through: statements.length, notTaken: [] }
  if (answer.kind === 'trouble') return { through: 0, notTaken: [], trouble: answer }
  if (statements.length === 1) return { through: 1, notTaken: [{ statement: first, status: answer.status }] }
  const half = Math.ceil(statements.length / 2)
  const before = await sendAll(statements.slice(0, half), send)
  if (before.trouble) return before
  const after = await sendAll(statements.slice(half), send)
  return { ...after, through: half + after.through, notTaken: [...before.notTaken, ...after.notTaken] }
}

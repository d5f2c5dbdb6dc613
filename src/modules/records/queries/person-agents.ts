/** By what other systems name a person of this centre: her proven e-mail address, or the sum of it. */
import { createHash } from 'node:crypto'
import { agentKey } from '@putokaz/xapi'
import { addressee } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'

/** Keys of agents. An address that she did not prove to be hers may be somebody else's, and opens nothing. */
export async function outsideAgents(db: Db, person: string): Promise<string[]> {
  const known = await addressee(db, person)
  if (!known?.email || !known.confirmed) return []
  const mbox = `mailto:${known.email}`
  // xAPI 1.0.3, Data 2.4.2.3: mbox_sha1sum is the "hex-encoded SHA1 hash of a mailto IRI".
  const sum = createHash('sha1').update(mbox).digest('hex')
  return [agentKey({ mbox }), agentKey({ mbox_sha1sum: sum })].filter((key) => key !== null)
}

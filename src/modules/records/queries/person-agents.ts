/** By what other systems name a person of this centre: her proven e-mail address, the sum of it, or how another sign-in knows her. */
import { createHash } from 'node:crypto'
import { agentKey, type Identifiers } from '@putokaz/xapi'
import { addressee, identitiesOf } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'

/** Keys of agents. An address that she did not prove to be hers may be somebody else's, and opens nothing. */
export async function outsideAgents(db: Db, person: string): Promise<string[]> {
  const agents = [...(await byAddress(db, person)), ...(await bySignIn(db, person))]
  return agents.map(agentKey).filter((key) => key !== null)
}

/** Links are made by signing in there. An `openid` is the address of a person (Data 2.4.2.3), which few subjects of OpenID Connect are. */
async function bySignIn(db: Db, person: string): Promise<Identifiers[]> {
  const identities = await identitiesOf(db, person)
  return identities.flatMap(({ issuer, subject }): Identifiers[] => [
    { account: { homePage: issuer, name: subject } },
    ...(URL.canParse(subject) && /^https?:/i.test(subject) ? [{ openid: subject }] : []),
  ])
}

async function byAddress(db: Db, person: string): Promise<Identifiers[]> {
  const known = await addressee(db, person)
  if (!known?.email || !known.confirmed) return []
  const mbox = `mailto:${known.email}`
  // xAPI 1.0.3, Data 2.4.2.3: mbox_sha1sum is the "hex-encoded SHA1 hash of a mailto IRI".
  const sum = createHash('sha1').update(mbox).digest('hex')
  return [{ mbox }, { mbox_sha1sum: sum }]
}

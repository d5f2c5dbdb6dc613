/** Secrets of apps, sealed with a key that no copy of the database holds. */
import { sealingWith } from '#platform/sealed-secret.ts'

export const { seal, openSealed } = sealingWith('second-factor')

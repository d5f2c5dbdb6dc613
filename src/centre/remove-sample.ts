import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { removeCertificatesOf } from '#modules/certificates/index.ts'
import { removeLearningOf } from '#modules/learning/index.ts'
import { removeLettersTo } from '#modules/notices/index.ts'
import { removeSamplePeople } from '#modules/people/index.ts'
import { removeStatementsOf } from '#modules/records/index.ts'
import { removeReportsOf } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'

/** Takes out the sample's people with everything they did, in one transaction; gives how many they were. Registers, laws and content stay. */
export function removeSample(app: App): Promise<number> {
  return app.db.transact(async (tx) => {
    const people = await removeSamplePeople(tx)
    await removeCertificatesOf(tx, people)
    await removeLearningOf(tx, people)
    await removeStatementsOf(tx, people)
    await removeLettersTo(tx, people)
    // Whatever else a module keeps of a person it lets go of here as it does when she is erased.
    for (const person of people) for (const part of app.personalData) await part.erase?.(app, tx, person as PersonId)
    await removeReportsOf(tx, people)
    await noteDeed(app, tx, { deed: 'centre.sample-removed', by: 'terminal', detail: { people: people.length } })
    return people.length
  })
}

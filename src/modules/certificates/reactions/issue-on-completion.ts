import type { PersonId } from '#kernel/id.ts'
import type { Reaction } from '#platform/facts.ts'
import { issueCertificate } from '../commands/issue-certificate.ts'

/** A completed course earns its certificate at once, unless the person has still to confirm her name. */
export const issueOnCompletion: Reaction = {
  name: 'certificates.issue-on-completion',
  hears: 'learning.course-completed',
  async react(app, { person, courseVersion }) {
    await issueCertificate(app, { person: String(person) as PersonId, courseVersion: String(courseVersion) })
  },
}

import type { PersonId } from '#kernel/id.ts'

export type Outcome = 'done' | 'refused'

/** Who acted: a person by her id, somebody at the terminal, the program itself, or a visitor nobody knows. */
export type Doer = PersonId | 'terminal' | 'program' | 'visitor'

/** One line of the audit log. It names people by their ids only, and holds nothing that anybody wrote in free words. */
export interface AuditEntry {
  /** `people.role-granted`: the module and the deed. A closed list per module; texts in `src/texts/…/audit.json`. */
  readonly deed: string
  readonly by: Doer
  readonly outcome?: Outcome
  /** The person it concerns, when it is another than the doer. */
  readonly about?: string
  /** The thing it was done to: `institution:KA`, `session:…`. */
  readonly on?: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

import type { PersonId } from '#kernel/id.ts'

export type Outcome = 'done' | 'refused'

/** Who acted: a person by her id, somebody at the terminal, the program itself, or a visitor nobody knows. */
export type Doer = PersonId | 'terminal' | 'program' | 'visitor'

export type Detail = Readonly<Record<string, string | number | boolean | null>>

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
  readonly detail?: Detail
}

/** An entry as it stands in the log. */
export interface WrittenEntry {
  readonly id: string
  /** Microseconds since 1970, all that the database keeps of a moment: a change of any of them is a change. */
  readonly at: number
  readonly deed: string
  readonly outcome: string
  readonly by: string
  readonly about: string | null
  readonly on: string | null
  readonly detail: unknown
}

/** The key of a deed's text: `people.role-granted` is `peopleRoleGranted`. */
export function deedKey(deed: string): string {
  return deed.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())
}

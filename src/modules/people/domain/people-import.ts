/** A table of people that is brought in: what a line must hold, and whom it may mean. */
import type { Variant } from '#kernel/localized.ts'
import { parseEmail, parseName } from './login.ts'
import { nameKey } from './name-key.ts'
import { isRole, type Role } from './roles.ts'

export const importColumns = [{ name: 'ime', required: true }, { name: 'eposta' }, { name: 'institucija' }, { name: 'uloga' }, { name: 'pismo' }] as const
export type ImportColumn = (typeof importColumns)[number]['name']
export const importLimits = { bytes: 2_000_000, rows: 5_000, cell: 500 }

/** Roles that are given one by one, by somebody who looks at the person. */
const notByTable: readonly Role[] = ['admin', 'coordinator', 'auditor']
const variantOf: Readonly<Record<string, Variant>> = { '': 'sr-Cyrl', cir: 'sr-Cyrl', lat: 'sr-Latn', en: 'en' }

export interface CellsOfLine {
  readonly line: number
  readonly cells: Readonly<Record<ImportColumn, string>>
}

export interface ImportLine {
  readonly line: number
  readonly name: string
  readonly key: string
  readonly email: string | null
  readonly place: string | null
  readonly role: Role
  readonly variant: Variant
}

export type LineRule = 'name-missing' | 'email-malformed' | 'role-unknown' | 'role-not-by-table' | 'place-unknown' | 'variant-unknown' | 'email-twice'
export interface LineProblem {
  readonly line: number
  readonly rule: LineRule
  readonly column: ImportColumn
}

/** Reads every line, and names everything that is wrong with each. */
export function readLines(rows: readonly CellsOfLine[], places: ReadonlySet<string>): { lines: ImportLine[]; problems: LineProblem[] } {
  const [lines, problems]: [ImportLine[], LineProblem[]] = [[], []]
  const emails = new Set<string>()
  for (const { line, cells } of rows) {
    const read = readLine(cells, places)
    const found = read.rules.map(([rule, column]) => ({ line, rule, column }))
    if (read.email !== null && emails.has(read.email)) found.push({ line, rule: 'email-twice', column: 'eposta' })
    if (read.email !== null) emails.add(read.email)
    problems.push(...found)
    const { name, email, place, role, variant } = read
    if (found.length === 0 && name !== undefined) lines.push({ line, name, key: nameKey(name), email, place, role, variant })
  }
  return { lines, problems }
}

function readLine(cells: CellsOfLine['cells'], places: ReadonlySet<string>) {
  const rules: [LineRule, ImportColumn][] = []
  const name = parseName(cells.ime)
  if (name === undefined || nameKey(name) === '') rules.push(['name-missing', 'ime'])
  const typed = cells.eposta.trim()
  const email = typed === '' ? null : parseEmail(typed)
  if (email !== null && !email.ok) rules.push(['email-malformed', 'eposta'])
  const code = cells.institucija.trim()
  const place = [...places].find((one) => one.toLowerCase() === code.toLowerCase()) ?? null
  if (code !== '' && place === null) rules.push(['place-unknown', 'institucija'])
  const { role, rule } = roleIn(cells.uloga)
  if (rule) rules.push([rule, 'uloga'])
  const variant = variantOf[cells.pismo.trim().toLowerCase()]
  if (variant === undefined) rules.push(['variant-unknown', 'pismo'])
  return { rules, name, email: email?.ok ? email.value : null, place, role, variant: variant ?? 'sr-Cyrl' } as const
}

function roleIn(cell: string): { role: Role; rule?: LineRule } {
  const role = cell.trim().toLowerCase() || 'learner'
  if (!isRole(role)) return { role: 'learner', rule: 'role-unknown' }
  return notByTable.includes(role) ? { role, rule: 'role-not-by-table' } : { role }
}

/** Somebody who is in the centre already. */
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly login: string
  readonly place: string | null
}

export type Match =
  | { readonly kind: 'new' }
  /** An account has this very address. */
  | { readonly kind: 'email'; readonly person: KnownPerson }
  /** The same name, however written, in the same institution or in none: likely the same person, but nobody decides that but a person. */
  | { readonly kind: 'likely'; readonly people: readonly KnownPerson[]; readonly earlierLine: number | null }

export interface PlannedLine {
  readonly line: ImportLine
  readonly match: Match
}

/** Whom each line may mean. */
export function planImport(lines: readonly ImportLine[], known: readonly KnownPerson[]): PlannedLine[] {
  const byLogin = new Map(known.map((person) => [person.login, person]))
  const byKey = Map.groupBy(known, ({ key }) => key)
  const earlier = new Map<string, ImportLine[]>()
  return lines.map((line) => {
    const same = line.email === null ? undefined : byLogin.get(line.email)
    const people = (byKey.get(line.key) ?? []).filter(({ place }) => mayMeet(place, line.place))
    const before = (earlier.get(line.key) ?? []).find(({ place }) => mayMeet(place, line.place))
    earlier.set(line.key, [...(earlier.get(line.key) ?? []), line])
    if (same) return { line, match: { kind: 'email', person: same } }
    if (people.length > 0 || before) return { line, match: { kind: 'likely', people, earlierLine: before?.line ?? null } }
    return { line, match: { kind: 'new' } }
  })
}

/** Two institutions that are both known and differ keep namesakes apart. */
function mayMeet(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other
}

/** What the administrator decided: for all lines whose address is known, and for each likely match. */
export interface Decisions {
  readonly emails: 'same' | 'skip' | null
  /** By line: the id of the same person, `new` or `skip`. */
  readonly lines: ReadonlyMap<number, string>
}

export type Step =
  | { readonly kind: 'add'; readonly line: ImportLine }
  | { readonly kind: 'join'; readonly line: ImportLine; readonly person: string }
  | { readonly kind: 'skip'; readonly line: ImportLine }

/** The steps of an import, or the lines about which nobody decided. A decision for a person who does not match is none. */
export function decideImport(plan: readonly PlannedLine[], decisions: Decisions): { steps: Step[]; undecided: number[] } {
  const [steps, undecided]: [Step[], number[]] = [[], []]
  for (const { line, match } of plan) {
    const step = stepOf(line, match, decisions)
    if (step) steps.push(step)
    else undecided.push(line.line)
  }
  return { steps, undecided }
}

function stepOf(line: ImportLine, match: Match, decisions: Decisions): Step | undefined {
  if (match.kind === 'new') return { kind: 'add', line }
  if (match.kind === 'email') {
    if (decisions.emails === null) return undefined
    return decisions.emails === 'same' ? { kind: 'join', line, person: match.person.id } : { kind: 'skip', line }
  }
  const decided = decisions.lines.get(line.line)
  if (decided === 'new') return { kind: 'add', line }
  if (decided === 'skip') return { kind: 'skip', line }
  return match.people.some(({ id }) => id === decided) && decided !== undefined ? { kind: 'join', line, person: decided } : undefined
}

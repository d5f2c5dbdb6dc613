/** docs/rights.md: who may do what and who reaches which address, from the policy and from the table that the matrix tests. */
import { type Deed, deeds, type Reach } from '../../src/modules/people/domain/policy.ts'
import { type Role, roles } from '../../src/modules/people/domain/roles.ts'
import { access } from '../../tests/security/matrix/access.ts'
import type { Access } from '../../tests/security/matrix/declare.ts'

const reachWords: Readonly<Record<Reach, string>> = { herself: 'herself', places: 'the centre or a place', centre: 'the centre only' }

export function drawRights(): string {
  return `${[
    '# Rights',
    '<!-- Written by `npm run rights`. A test fails when it is stale. -->',
    'Who may do what is decided in one file, [policy.ts](../src/modules/people/domain/policy.ts), by pure functions; pages, machine addresses and commands ask them. A role holds for the whole centre, or for an institution or unit and all that is below it. Lists, search, counts and exports are narrowed in SQL by the same scopes (`scopesFor`).',
    'Whoever may not is answered exactly as if there were nothing at that address. Whose right only sleeps until her second factor is led to it. An auditor reads; what is somebody’s own she sees only after giving a reason from a closed list, for 30 minutes, and the reason stands in the audit log. Nobody acts as somebody else: impersonation does not exist.',
    '## Roles and deeds\n\nA dot: the role may. Everybody who has a role anywhere may learn.',
    table(['deed', 'a right holds for', ...roles.map(short)], [...deeds].map(deedRow)),
    '## Addresses\n\nEach page, form (`POST`), file and machine address. “Of the place”: for things that lie where her right holds. The matrix asks every one of them as every role, in five relations to the thing: her own, of her institution, of another one, of none, of a closed account.',
    table(
      ['address', 'who', 'of which things'],
      Object.entries(access)
        .toSorted(([a], [b]) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .map(([key, line]) => [`\`${key}\``, whoReaches(line), things(line)]),
    ),
    '## What is shown to whom of a person\n\n| of a person | herself | who is responsible (focal point, supervisor, trainer, coordinator) | auditor | anybody |\n| --- | --- | --- | --- | --- |\n| name, post | yes | yes, where her right holds | with a reason | on a certificate whose number is known |\n| e-mail, login | yes | no | no | no |\n| nominated, started, completed, validity of a certificate | yes | yes, where her right holds | with a reason | validity, by the number |\n| answers, points, results, notes, bookmarks, self-rating | yes | no | no | no |\n| right answers of a test | after handing in | no | no | no |',
  ].join('\n\n')}\n`
}

function short(role: Role): string {
  return role.replace('workshop-', 'w. ').replace('-', ' ')
}

function deedRow([deed, { roles: able, reach }]: [Deed, { readonly roles: readonly Role[]; readonly reach: Reach }]): string[] {
  return [`\`${deed}\``, reachWords[reach], ...roles.map((role) => (able.includes(role) ? '•' : ''))]
}

/** By address first, reading before writing. */
function placeOf(key: string): string {
  const [method = '', route = ''] = key.split(' ')
  return `${route.replace('?', ' ')} ${method === 'GET' ? 0 : method}`
}

/** Whom a line of the table lets in. */
export function whoReaches({ deeds: asked, asks }: Access): string {
  if (asks === 'nothing') return 'anybody'
  if (asks === 'signed-in') return 'who has an account'
  if (asks === 'first-step') return 'who passed the first step'
  if (!asked) return 'nobody'
  const able = roles.filter((role) => asked.some((deed) => deeds.get(deed)?.roles.includes(role)))
  return `${able.length === roles.length ? 'signed in' : able.join(', ')} (${asked.map((deed) => `\`${deed}\``).join(', ')})`
}

function things({ asks, thing, deeds: asked }: Access): string {
  if (asks === 'own') return thing === 'nothing' ? 'there is none' : 'her own'
  if (asks === 'there') return 'of the place'
  return asks === 'anywhere' && asked?.some((deed) => deeds.get(deed)?.reach === 'places') ? 'narrowed in SQL' : ''
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** One address for every page there is, and who may open it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

export interface Template {
  /** Its folder below `src/routes/[variant=variant]`, without the groups. */
  readonly route: string
  /** Path after the prefix. */
  readonly path: string
  readonly as?: 'learner' | 'coordinator' | 'admin'
}

/** Pages that need only an address. The pages of an attempt are met on the way through a test. */
export const templates: readonly Template[] = [
  { route: '', path: '' },
  { route: '[page=page]', path: '/about' },
  { route: '[page=page]', path: '/languages' },
  { route: '[page=page]', path: '/accessibility' },
  { route: 'areas', path: '/areas' },
  { route: 'areas/[code]', path: '/areas/a1' },
  { route: 'competencies', path: '/competencies' },
  { route: 'courses', path: '/courses' },
  { route: 'courses/[code]', path: '/courses/C01' },
  { route: 'courses/[code]', path: '/courses/C02' },
  { route: 'courses/[code]/[unit]', path: '/courses/C01/1-1-medjunarodni-pojmovi' },
  { route: 'courses/[code]/[unit]', path: '/courses/C01/3-3-odluka-rokovi-i-pravni-lekovi' },
  { route: 'courses/[code]/tests/[test]', path: '/courses/C01/tests/1' },
  { route: 'courses/[code]/trainer-pack', path: '/courses/C10/trainer-pack' },
  { route: 'courses/[code]/trainer-pack/[sheet]', path: '/courses/C10/trainer-pack/03-vezba-moje-normalno' },
  { route: 'courses/[code]/trainer-pack/print', path: '/courses/C10/trainer-pack/print' },
  { route: 'facilities', path: '/facilities' },
  { route: 'facilities/[code]', path: '/facilities/banja-koviljaca' },
  { route: 'glossary', path: '/glossary' },
  { route: 'help', path: '/help' },
  { route: 'help/[slug]', path: '/help/take-a-test' },
  { route: 'help/[slug]', path: '/help/first-day-administrator' },
  { route: 'help/tours/[reader]', path: '/help/tours/learner' },
  { route: 'institutions', path: '/institutions' },
  { route: 'institutions/[code]', path: '/institutions/kirs' },
  { route: 'laws', path: '/laws' },
  { route: 'laws/[code]', path: '/laws/zapz' },
  { route: 'library', path: '/library' },
  { route: 'library/cards', path: '/library/cards' },
  { route: 'library/cards/[area]', path: '/library/cards/A1' },
  { route: 'library/documents/[slug]', path: '/library/documents/spisak-polaznika' },
  { route: 'library/manuals/[slug]', path: '/library/manuals/prirucnik-prvi-kontakt' },
  { route: 'library/manuals/[slug]/[chapter]', path: '/library/manuals/prirucnik-prvi-kontakt/02-od-namere-do-centra' },
  { route: 'library/manuals/[slug]/checklists', path: '/library/manuals/prirucnik-prvi-kontakt/checklists' },
  { route: 'library/manuals/[slug]/index', path: '/library/manuals/prirucnik-prvi-kontakt/index' },
  { route: 'library/manuals/[slug]/print', path: '/library/manuals/prirucnik-prvi-kontakt/print' },
  { route: 'tools', path: '/tools' },
  { route: 'tools/[slug]', path: '/tools/prepoznaj-i-uputi' },
  { route: 'news', path: '/news' },
  { route: 'on-device', path: '/on-device' },
  { route: 'news/[slug]', path: '/news/2026-11-20-otvoren-prvi-kurs' },
  { route: 'posts', path: '/posts' },
  { route: 'posts/[code]', path: '/posts/r01' },
  { route: 'search', path: '/search?q=azil' },
  { route: 'sources', path: '/sources' },
  { route: 'confirm', path: '/confirm?key=nothing' },
  { route: 'forgotten', path: '/forgotten' },
  { route: 'register', path: '/register' },
  { route: 'reset', path: '/reset?key=nothing' },
  { route: 'sign-in', path: '/sign-in' },
  { route: 'sign-in/passkey', path: '/sign-in/passkey' },
  { route: 'e-mail-change', path: '/e-mail-change?key=nothing&side=old' },
  { route: 'sign-out', path: '/sign-out', as: 'learner' },
  { route: 'sign-in/with', path: '/sign-in/with?refused=flow-over' },
  { route: 'invited', path: '/invited?key=nothing' },
  { route: 'with-code', path: '/with-code' },
  { route: 'me/outbox', path: '/me/outbox', as: 'learner' },
  { route: 'desk/people', path: '/desk/people', as: 'coordinator' },
  { route: 'desk/records', path: '/desk/records', as: 'coordinator' },
  { route: 'desk/work-files', path: '/desk/work-files', as: 'coordinator' },
  { route: 'desk/codes', path: '/desk/codes', as: 'coordinator' },
  { route: 'admin', path: '/admin', as: 'admin' },
  { route: 'admin/audit', path: '/admin/audit', as: 'admin' },
  { route: 'admin/content', path: '/admin/content', as: 'coordinator' },
  { route: 'admin/health', path: '/admin/health', as: 'admin' },
  { route: 'admin/jobs', path: '/admin/jobs', as: 'admin' },
  { route: 'admin/record-clients', path: '/admin/record-clients', as: 'admin' },
  { route: 'admin/record-forwarding', path: '/admin/record-forwarding', as: 'admin' },
  { route: 'admin/storage', path: '/admin/storage?orphans=1', as: 'admin' },
  { route: 'admin/backup', path: '/admin/backup', as: 'admin' },
  { route: 'admin/institutions', path: '/admin/institutions', as: 'coordinator' },
  { route: 'admin/institutions/entries/[kind]/[code]', path: '/admin/institutions/entries/institution/kirs', as: 'coordinator' },
  { route: 'admin/institutions/entries/[kind]/[code]', path: '/admin/institutions/entries/facility/sid', as: 'coordinator' },
  { route: 'admin/institutions/entries/[kind]/[code]', path: '/admin/institutions/entries/post/r01', as: 'coordinator' },
  { route: 'admin/institutions/focal-points', path: '/admin/institutions/focal-points', as: 'coordinator' },
  { route: 'admin/institutions/people', path: '/admin/institutions/people', as: 'coordinator' },
  { route: 'admin/institutions/tables', path: '/admin/institutions/tables', as: 'coordinator' },
  { route: 'admin/mail', path: '/admin/mail', as: 'admin' },
  { route: 'admin/privacy', path: '/admin/privacy', as: 'admin' },
  { route: 'admin/privacy/register', path: '/admin/privacy/register', as: 'admin' },
  { route: 'admin/privacy/requests', path: '/admin/privacy/requests', as: 'admin' },
  { route: 'admin/privacy/retention', path: '/admin/privacy/retention', as: 'admin' },
  { route: 'admin/people', path: '/admin/people', as: 'admin' },
  { route: 'admin/people/import', path: '/admin/people/import', as: 'admin' },
  { route: 'admin/people/invite', path: '/admin/people/invite', as: 'admin' },
  { route: 'admin/people/merge', path: '/admin/people/merge', as: 'admin' },
  { route: 'admin/settings', path: '/admin/settings', as: 'admin' },
  { route: 'admin/settings/[section]', path: '/admin/settings/look', as: 'admin' },
  { route: 'admin/settings/[section]', path: '/admin/settings/sign-in', as: 'admin' },
  { route: 'admin/settings/history', path: '/admin/settings/history', as: 'admin' },
  { route: 'me', path: '/me', as: 'learner' },
  { route: 'me/security', path: '/me/security', as: 'learner' },
  { route: 'me/security/password', path: '/me/security/password', as: 'learner' },
  { route: 'me/security/sessions', path: '/me/security/sessions', as: 'learner' },
  { route: 'me/privacy', path: '/me/privacy', as: 'learner' },
  { route: '[page=page]', path: '/privacy' },
  { route: 'verify', path: '/verify' },
  { route: 'ui', path: '/ui' },
]

const routes = join(root, 'src/routes/[variant=variant]')

/** The folder of every page below a variant, without the groups. */
export function pageFolders(): string[] {
  return readdirSync(routes, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\+page@?\.svelte$/.test(file))
    .map((file) =>
      file
        .split('/')
        .slice(0, -1)
        .filter((part) => !/^\(.*\)$/.test(part))
        .join('/'),
    )
    .sort()
}

/** The components that have a page of their own. */
export function shownComponents(): string[] {
  return readdirSync(join(routes, '(read)/ui/shows')).map((file) => file.replace(/\.svelte$/, ''))
}

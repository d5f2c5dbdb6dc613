/**
 * Who may reach what: one line for each page, form action, endpoint and machine address. The tests compute from it what every
 * role must be answered, and `docs/rights.md` is written from it. What has no line here fails the matrix.
 */
import { basename, join } from 'node:path'
import type { Deed } from '../../../src/modules/people/domain/policy.ts'
import { bundleOf } from '../../../src/modules/tools/api/bundle.ts'
import { shellFiles } from '../../../src/platform/http/device-files.ts'
import { type Access, firstStep, hers, nothing, open, own, right, signedIn } from './declare.ts'

const answer = { id: '01900000-0000-7000-8000-000000000001', item: '{item}', sequence: 1, response: null }
const place = { course: 'C01', unit: '1-1-medjunarodni-pojmovi' }
/** The script of the field tools under the name that its content gives it; where nothing is built, a name that nothing has. */
const runner = basename(bundleOf({ programFolder: join(import.meta.dirname, '../../..') })?.js.path ?? 'runner.js')
/** The script that draws without a network; where nothing is built, a name that nothing has. */
const shellScript = basename(shellFiles({ programFolder: join(import.meta.dirname, '../../..') })?.script ?? 'shell.js')
const openPlaces = [
  '/',
  '/areas',
  '/competencies',
  '/courses',
  '/facilities',
  '/posts',
  '/sources',
  '/glossary',
  '/help',
  '/institutions',
  '/laws',
  '/library',
  '/library/cards',
  '/news',
  '/on-device',
  '/search',
  '/tools',
  '/ui',
  '/verify',
]
const openThings = [
  '/[page]',
  '/areas/[code]',
  '/courses/[code]',
  '/facilities/[code]',
  '/posts/[code]',
  '/courses/[code]/[unit]',
  '/courses/[code]/tests/[test]',
  '/courses/[code]/trainer-pack',
  '/courses/[code]/trainer-pack/[sheet]',
  '/courses/[code]/trainer-pack/print',
  '/institutions/[code]',
  '/laws/[code]',
  '/library/cards/[area]',
  '/library/documents/[slug]',
  '/library/manuals/[slug]',
  '/library/manuals/[slug]/[chapter]',
  '/library/manuals/[slug]/checklists',
  '/library/manuals/[slug]/index',
  '/library/manuals/[slug]/print',
  '/news/[slug]',
  '/tools/[slug]',
]
const doors = ['/confirm', '/e-mail-change', '/forgotten', '/invited', '/register', '/reset', '/sign-in', '/sign-in/passkey', '/sign-out', '/with-code']

const recordStore = [
  ...['GET', 'PUT', 'POST'].map((method) => `${method} /xapi/statements`),
  ...['/more/[token]', '/agents', '/activities'].map((path) => `GET /xapi${path}`),
  ...['/activities/state', '/activities/profile', '/agents/profile'].flatMap((path) =>
    ['GET', 'PUT', 'POST', 'DELETE'].map((method) => `${method} /xapi${path}`),
  ),
]

export const access: Readonly<Record<string, Access>> = {
  ...Object.fromEntries([...openPlaces, ...openThings, ...doors].map((route) => [`GET ${route}`, open()])),
  ...Object.fromEntries(doors.map((route) => [`POST ${route}`, open()])),
  'GET /courses/[code]/trainer-pack/[sheet]/project': open({ given: { code: 'C10', sheet: '02-slajdovi' } }),
  'GET /help/[slug]': open({ given: { slug: 'take-a-test' } }),
  'GET /help/tours/[reader]': open({ given: { reader: 'learner' } }),
  'GET /ui/[shown]': open({ given: { shown: 'button' } }),
  'GET /[...path]': open({ given: { path: 'courses' } }),
  'GET /[...rest]': nothing,
  'POST /[...rest]': nothing,
  'GET /sign-in/second': open({ visitor: 'sign-in' }),
  'POST /sign-in/second': firstStep,
  'GET /letters/[key]': open({ thing: 'letter-key' }),
  'POST /letters/[key]': open({ thing: 'letter-key' }),
  'GET /news/rss.xml': open(),
  'GET /manifest.webmanifest': open(),
  'GET /robots.txt': open(),
  'GET /settings.css': open(),
  'GET /sitemap.xml': open(),
  'GET /health/live': open(),
  'GET /health/ready': open(),
  'GET /metrics': open(),
  'GET /files/[hash]/[name]': open({ thing: 'file' }),
  'GET /verify/[number]': open({ thing: 'certificate', missing: 'said' }),
  'GET /api/v1/certificates/[number]': open({ thing: 'certificate' }),
  'GET /api/v1/library/cards/[file]': open({ given: { file: 'A1.pdf' } }),
  'GET /t/[prefix]/[slug]': open({ given: { prefix: 'sr', slug: 'prepoznaj-i-uputi' } }),
  'GET /t/-/[file]': open({ given: { file: runner } }),
  'GET /shell/[file]': open({ given: { file: shellScript } }),
  'GET /service-worker.js': open(),
  'GET /api/v1/kept': open(),
  'GET /api/v1/kept/files/[file]': open({ thing: 'kept-file' }),
  'GET /api/v1/library/manuals/[file]': open({ given: { file: 'prirucnik-prvi-kontakt.epub' } }),

  // What is one person's own.
  'GET /me': hers(),
  'GET /me/name': hers(),
  'GET /me/outbox': hers(),
  'POST /me/name': hers(),
  'GET /me/certificates': hers(),
  'GET /me/certificates/[number]': own('certificate'),
  'GET /me/certificates/[number]/pdf': own('certificate'),
  'POST /courses/[code]/[unit]?/read': hers({ given: { code: 'C01', unit: '1-1-medjunarodni-pojmovi' } }),
  'POST /courses/[code]/tests/[test]': hers({ given: { code: 'C01', test: '1' } }),
  'GET /attempts/[id]': own('open-attempt'),
  'POST /attempts/[id]': own('open-attempt', { send: { item: '{item}', go: '2' } }),
  'GET /attempts/[id]/back': own('open-attempt'),
  'POST /attempts/[id]/back': own('open-attempt'),
  'GET /attempts/[id]/review': own('open-attempt'),
  'POST /attempts/[id]/review': own('open-attempt'),
  'GET /attempts/[id]/result': own('closed-attempt'),
  'POST /api/v1/attempts/[id]/answers': own('open-attempt', { send: answer }),
  'POST /api/v1/attempts/[id]/taken': own('open-attempt', { send: { device: answer.id } }),
  'POST /api/v1/attempts/[id]/flags': own('open-attempt', { send: { item: '{item}', flagged: true } }),
  'PUT /api/v1/learning/notes': hers({ send: { ...place, text: 'Белешка' } }),
  'PUT /api/v1/learning/bookmarks': hers({ send: { ...place, marked: true } }),
  'PUT /api/v1/learning/place': hers({ send: place }),
  'GET /api/v1/device': hers(),
  'POST /api/v1/device/work-files': hers({ send: { format: 'putokaz-work' } }),
  'POST /api/v1/learning/device': hers({ send: { places: [], notes: [], bookmarks: [], answers: [], read: [] } }),

  // Her account.
  ...Object.fromEntries(['', '/app', '/confirm', '/email', '/passkeys', '/password', '/sessions'].map((part) => [`GET /me/security${part}`, signedIn()])),
  'GET /me/security/codes': signedIn({ missing: 'always' }),
  'POST /me/security/codes': signedIn({ missing: 'always' }),
  ...actions('/me/security/app', ['begin', 'confirm', 'remove'], () => signedIn()),
  'POST /me/security/confirm': signedIn(),
  ...actions('/me/security/email', ['ask', 'withdraw'], () => signedIn()),
  ...actions('/me/security/passkeys', ['add', 'remove'], () => signedIn()),
  'POST /me/security/password': signedIn(),
  ...actions('/me/security/sessions', ['end', 'others'], () => signedIn()),
  // The record store knows other systems by credentials of their own, and a learner's device by her session.
  'GET /xapi/about': open(),
  ...Object.fromEntries(recordStore.map((operation) => [operation, hers({ given: { token: 'nothing' } })])),
  'POST /api/v1/passkeys/creation': signedIn(),
  'POST /api/v1/passkeys/request': open(),

  'GET /me/privacy': signedIn(),
  ...actions('/me/privacy', ['ask', 'consent', 'copy', 'seen'], () => signedIn()),
  'GET /me/privacy/copies/[id]': own('copy', { deeds: [] }),
  'GET /me/privacy/erase': signedIn(),
  ...actions('/me/privacy/erase', ['ask', 'undo'], () => signedIn()),
  'GET /me/sign-ons': signedIn(),
  ...actions('/me/sign-ons', ['drop', 'link', 'unlink'], () => signedIn()),
  'GET /sign-in/with': open(),
  'GET /sign-in/with/[provider]': open({ given: { provider: 'nista' } }),
  'GET /sign-in/with/[provider]/callback': open({ given: { provider: 'nista' } }),

  // The desk.
  'GET /desk/codes': right('issue-account-codes'),
  'GET /desk/work-files': right('issue-account-codes'),
  'POST /desk/work-files': right('issue-account-codes'),
  'POST /desk/codes': right('issue-account-codes', { send: { count: '1' } }),

  'GET /desk/people': right('see-standing'),
  'GET /desk/people/csv': right('see-standing', { reason: true }),
  'POST /desk/people?/reason': right('see-standing', { send: { reason: 'planned-audit' } }),
  'POST /desk/people?/nominate': right('nominate-people', { thing: 'colleague', send: { person: '{id}', course: 'C01' } }),
  'POST /desk/people?/withdraw': right('nominate-people', { thing: 'colleague', send: { person: '{id}', course: 'C01' } }),
  'POST /desk/people?/code': right('renew-access-codes', { thing: 'colleague', send: { person: '{id}' } }),
  'POST /desk/people?/grant': right('grant-attempts', { thing: 'colleague', send: { person: '{id}', course: 'C01', test: '1' } }),

  'GET /desk/records': right('read-records'),
  'POST /desk/records?/reason': right('read-records', { send: { reason: 'planned-audit' } }),
  'GET /desk/records/[id]': right('read-records', { thing: 'statement' }),
  'POST /desk/records/export': right('read-records', { reason: true, send: { format: 'csv' } }),

  // The administration.
  'GET /admin': right(['run-centre', 'read-audit', 'oversee-content', 'edit-institutions', 'manage-people', 'change-settings', 'handle-personal-data']),
  ...pages('run-centre', [
    '/admin/backup',
    '/admin/health',
    '/admin/jobs',
    '/admin/mail',
    '/admin/record-clients',
    '/admin/record-forwarding',
    '/admin/storage',
  ]),
  ...pages('change-settings', ['/admin/settings', '/admin/settings/history']),
  ...pages('oversee-content', ['/admin/content']),
  ...actions('/admin/content', ['back', 'withdraw'], () => right('oversee-content', { missing: 'always' })),
  ...pages('read-audit', ['/admin/audit']),
  'POST /admin/audit?/reason': right('read-audit', { send: { reason: 'planned-audit' } }),
  'POST /admin/audit/csv': right('read-audit', { reason: true }),
  'POST /admin/backup?/make': right('run-centre'),
  'POST /admin/backup/[name]': right('run-centre', { thing: 'backup' }),
  'POST /admin/jobs?/discard': right('run-centre'),
  'POST /admin/jobs?/retry': right('run-centre'),
  'POST /admin/record-clients?/make': right('run-centre'),
  'POST /admin/record-clients?/revoke': right('run-centre'),
  'POST /admin/record-forwarding?/make': right('run-centre'),
  ...actions('/admin/record-forwarding', ['pause', 'remove', 'resume'], () => right('run-centre', { missing: 'always' })),
  'POST /admin/storage?/back': right('run-centre'),
  'POST /admin/storage?/remove': right('run-centre'),
  'POST /admin/mail?/retryAll': right('run-centre'),
  'POST /admin/mail?/trial': right('run-centre'),
  'GET /admin/mail/[letter]': right('run-centre', { thing: 'letter' }),
  'POST /admin/mail/[letter]?/openAddress': right('run-centre', { thing: 'letter' }),
  'POST /admin/mail/[letter]?/retry': right('run-centre', { thing: 'letter' }),
  'POST /admin/mail/[letter]?/withdraw': right('run-centre', { thing: 'letter' }),
  'GET /admin/settings/[section]': right('change-settings', { given: { section: 'name' } }),
  'POST /admin/settings/[section]?/logo': right('change-settings', { given: { section: 'name' } }),
  'POST /admin/settings/[section]?/removeLogo': right('change-settings', { given: { section: 'name' } }),
  'POST /admin/settings/[section]?/save': right('change-settings', { given: { section: 'name' } }),
  'POST /admin/settings/history?/restore': right('change-settings'),

  // Institutions: whose right holds for one place sees and changes that.
  ...pages('edit-institutions', ['/admin/institutions', '/admin/institutions/focal-points', '/admin/institutions/people', '/admin/institutions/tables']),
  'GET /admin/institutions/entries/[kind]/[code]': right('edit-institutions', { thing: 'entry' }),
  'POST /admin/institutions/entries/[kind]/[code]?/save': right('edit-institutions', { thing: 'entry' }),
  // Of facilities, posts and changes; none of those who ask names one.
  ...actions('/admin/institutions/entries/[kind]/[code]', ['capacity', 'requirements', 'restore', 'status', 'undo'], () =>
    right('edit-institutions', { thing: 'entry', missing: 'always' }),
  ),

  'POST /admin/institutions/focal-points?/name': right('edit-institutions'),
  'POST /admin/institutions/focal-points?/end': right('edit-institutions', { missing: 'always' }),
  'POST /admin/institutions/people?/post': right('edit-institutions'),
  'POST /admin/institutions/people?/end': right('edit-institutions', { missing: 'always' }),
  'POST /admin/institutions/people?/say': right('edit-institutions', { missing: 'always' }),
  'POST /admin/institutions/people?/undo': right('edit-institutions', { missing: 'always' }),
  'POST /admin/institutions/focal-points?/undo': right('edit-institutions', { missing: 'always' }),
  ...actions('/admin/institutions/tables', ['do', 'try'], () => right('edit-institutions')),
  'POST /admin/institutions/tables/[table]': right('edit-institutions', { given: { table: 'institution' } }),

  // People.
  ...pages('manage-people', ['/admin/people']),
  'GET /admin/people/[id]': right('manage-people', { thing: 'person' }),
  ...actions('/admin/people/[id]', ['close', 'code', 'factors', 'give', 'letter', 'reopen', 'sessions', 'take', 'undo'], () =>
    right('manage-people', { thing: 'person', spoils: true }),
  ),
  ...pages('manage-people', ['/admin/people/import', '/admin/people/import/sample', '/admin/people/invite', '/admin/people/merge']),
  'POST /admin/people/import': right('manage-people'),
  'GET /admin/people/import/[id]': right('manage-people', { thing: 'import' }),
  ...actions('/admin/people/import/[id]', ['bring', 'codes'], () => right('manage-people', { thing: 'import' })),
  'POST /admin/people/invite': right('manage-people'),
  'POST /admin/people/merge': right('manage-people'),

  // Personal data.
  ...pages(
    'handle-personal-data',
    ['', '/register', '/register/csv', '/register/json', '/requests', '/retention'].map((part) => `/admin/privacy${part}`),
  ),
  'GET /admin/privacy/requests/[id]': right('handle-personal-data', { thing: 'request' }),
  ...actions('/admin/privacy/requests/[id]', ['answer', 'copy', 'erase', 'extend', 'restrict', 'undo'], () =>
    right('handle-personal-data', { thing: 'request' }),
  ),
  'POST /admin/privacy/requests?/enter': right('handle-personal-data'),
  'POST /admin/privacy/retention?/propose': right('handle-personal-data'),
  ...actions('/admin/privacy/retention', ['confirm', 'withdraw'], () => right('handle-personal-data', { missing: 'always' })),
}

/** Pages without a thing, all for one right. */
function pages(deed: Deed, routes: readonly string[]): Record<string, Access> {
  return Object.fromEntries(routes.map((route) => [`GET ${route}`, right(deed)]))
}

/** Several actions of one page. */
function actions(route: string, names: readonly string[], line: () => Access): Record<string, Access> {
  return Object.fromEntries(names.map((name) => [`POST ${route}?/${name}`, line()]))
}

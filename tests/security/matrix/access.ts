/**
 * Who may reach what: one line for each page, form action, endpoint and machine address. The tests compute from it what every
 * role must be answered, and `docs/rights.md` is written from it. What has no line here fails the matrix.
 */
import { type Access, hers, nothing, open, own, right } from './declare.ts'

const answer = { id: '01900000-0000-7000-8000-000000000001', item: '{item}', sequence: 1, response: null }
const place = { course: 'C01', unit: '1-1-medjunarodni-pojmovi' }
const openPlaces = ['/', '/areas', '/courses', '/glossary', '/institutions', '/laws', '/library', '/news', '/search', '/ui', '/verify']
const openThings = [
  '/[page]',
  '/areas/[code]',
  '/courses/[code]',
  '/courses/[code]/[unit]',
  '/courses/[code]/tests/[test]',
  '/institutions/[code]',
  '/laws/[code]',
  '/library/documents/[slug]',
  '/library/manuals/[slug]',
  '/library/manuals/[slug]/[chapter]',
  '/library/manuals/[slug]/print',
  '/news/[slug]',
]
const doors = ['/confirm', '/forgotten', '/register', '/reset', '/sign-in', '/sign-out', '/with-code']

export const access: Readonly<Record<string, Access>> = {
  ...Object.fromEntries([...openPlaces, ...openThings, ...doors].map((route) => [`GET ${route}`, open()])),
  ...Object.fromEntries(doors.map((route) => [`POST ${route}`, open()])),
  'GET /ui/[shown]': open({ given: { shown: 'button' } }),
  'GET /[...path]': open({ given: { path: 'courses' } }),
  'GET /[...rest]': nothing,
  'POST /[...rest]': nothing,
  'GET /news/rss.xml': open(),
  'GET /robots.txt': open(),
  'GET /settings.css': open(),
  'GET /sitemap.xml': open(),
  'GET /health/live': open(),
  'GET /health/ready': open(),
  'GET /metrics': open(),
  'GET /files/[hash]/[name]': open({ thing: 'file' }),
  'GET /verify/[number]': open({ thing: 'certificate', missing: 'said' }),
  'GET /api/v1/certificates/[number]': open({ thing: 'certificate' }),
  'GET /api/v1/library/manuals/[file]': open({ given: { file: 'prirucnik-prvi-kontakt.epub' } }),

  // What is one person's own.
  'GET /me': hers(),
  'GET /me/name': hers(),
  'POST /me/name': hers(),
  'GET /me/certificates': hers(),
  'GET /me/certificates/[number]': own('certificate'),
  'GET /me/certificates/[number]/pdf': own('certificate'),
  'POST /courses/[code]/[unit]?/read': hers({ given: { code: 'C01', unit: '1-1-medjunarodni-pojmovi' } }),
  'POST /courses/[code]/tests/[test]': hers({ given: { code: 'C01', test: '1' } }),
  'GET /attempts/[id]': own('open-attempt'),
  'POST /attempts/[id]': own('open-attempt', { send: { item: '{item}', go: '2' } }),
  'GET /attempts/[id]/review': own('open-attempt'),
  'POST /attempts/[id]/review': own('open-attempt'),
  'GET /attempts/[id]/result': own('closed-attempt'),
  'POST /api/v1/attempts/[id]/answers': own('open-attempt', { send: answer }),
  'POST /api/v1/attempts/[id]/flags': own('open-attempt', { send: { item: '{item}', flagged: true } }),
  'POST /api/v1/learning/units': hers({ send: { id: answer.id, ...place } }),
  'PUT /api/v1/learning/notes': hers({ send: { ...place, text: 'Белешка' } }),
  'PUT /api/v1/learning/bookmarks': hers({ send: { ...place, marked: true } }),
  'PUT /api/v1/learning/place': hers({ send: place }),
  'POST /api/v1/learning/device': hers({ send: { places: [], notes: [], bookmarks: [], answers: [], read: [] } }),

  // The desk.
  'GET /desk/codes': right('issue-account-codes'),
  'POST /desk/codes': right('issue-account-codes', { send: { count: '1' } }),

  'GET /desk/people': right('see-standing'),
  'GET /desk/people/csv': right('see-standing', { reason: true }),
  'POST /desk/people?/reason': right('see-standing', { send: { reason: 'planned-audit' } }),
  'POST /desk/people?/nominate': right('nominate-people', { thing: 'colleague', send: { person: '{id}', course: 'C01' } }),
  'POST /desk/people?/withdraw': right('nominate-people', { thing: 'colleague', send: { person: '{id}', course: 'C01' } }),
  'POST /desk/people?/grant': right('grant-attempts', { thing: 'colleague', send: { person: '{id}', course: 'C01', test: '1' } }),

  // The administration.
  'GET /admin/mail': right('run-centre'),
  'POST /admin/mail?/trial': right('run-centre'),
  'POST /admin/mail?/retryAll': right('run-centre'),
  'GET /admin/settings': right('change-settings'),
  'GET /admin/settings/history': right('change-settings'),
  'POST /admin/settings/history?/restore': right('change-settings', { send: { number: '0', earlier: '0' } }),
  'GET /admin/settings/[section]': right('change-settings', { given: { section: 'look' } }),
  'POST /admin/settings/[section]?/save': right('change-settings', { given: { section: 'look' }, send: { number: '0', accent: '' } }),
  'POST /admin/settings/[section]?/logo': right('change-settings', { given: { section: 'look' }, send: { number: '0' } }),
  'POST /admin/settings/[section]?/removeLogo': right('change-settings', { given: { section: 'look' }, send: { number: '0' } }),
  'GET /admin': right(['run-centre', 'read-audit', 'edit-institutions']),
}

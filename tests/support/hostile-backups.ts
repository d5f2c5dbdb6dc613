/** Own backups, changed by hand: what each change is, and for which reason a restore refuses it, or restores without it. */

import type { RestoreFault } from '../../src/backup/faults.ts'
import type { CraftedEntry } from './crafted-zip.ts'
import { deflatedZeros } from './crafted-zip.ts'
import { announceAgain, type Opened } from './rebuild-zip.ts'

const linesOf = (opened: Opened, table: string) =>
  String(opened.entries.get(`tables/${table}.jsonl`))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as (string | null)[])
function setLines(opened: Opened, table: string, rows: readonly unknown[]): void {
  opened.entries.set(`tables/${table}.jsonl`, Buffer.from(rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')))
  announceAgain(opened)
}
const tableOf = (opened: Opened, name: string) => {
  const table = opened.manifest.tables.find((one) => one.name === name)
  if (!table) throw new Error(name)
  return table
}
/** Changes one value of the first row of a table. */
const withValue = (table: string, column: string, value: unknown) => (opened: Opened) => {
  const rows = linesOf(opened, table) as unknown[][]
  const row = rows[0]
  if (row) row[tableOf(opened, table).columns.indexOf(column)] = value
  setLines(opened, table, rows)
}
const withManifest = (change: Record<string, unknown>) => (opened: Opened) => void Object.assign(opened.manifest, change)

interface Mutation {
  readonly change: (opened: Opened, learner: string) => unknown
  readonly more?: readonly CraftedEntry[]
  readonly reason: RestoreFault['reason'] | 'restored'
}

/** An id that is nobody's. */
export const foreign = '0198c0de-dead-7000-8000-000000000000'
export const mutations: Record<string, Mutation> = {
  'a file outside': { change: () => {}, more: [{ name: '../evil', data: 'x' }], reason: 'archive-refused' },
  'an absolute file': { change: () => {}, more: [{ name: '/etc/cron.d/evil', data: 'x' }], reason: 'archive-refused' },
  'a backslash': { change: () => {}, more: [{ name: 'files\\..\\evil', data: 'x' }], reason: 'archive-refused' },
  'a link': { change: () => {}, more: [{ name: 'files/link', data: '/etc/passwd', mode: 0o120777 }], reason: 'archive-refused' },
  'a name twice': { change: () => {}, more: [{ name: 'JOBS.jsonl', data: 'x' }], reason: 'archive-refused' },
  'a bomb': {
    change: () => {},
    more: [{ name: 'files/bomb', method: 8, packed: deflatedZeros(2000), size: 2000 * 1024 * 1024, crc: 0 }],
    reason: 'entry-unknown',
  },
  'a lying size': { change: () => {}, more: [{ name: 'files/lie', data: 'x', size: 9 }], reason: 'archive-refused' },
  'an encrypted entry': { change: () => {}, more: [{ name: 'files/secret', method: 8, data: 'x', flags: 0x801 }], reason: 'archive-refused' },
  'a file that nobody announced': { change: (o) => o.entries.set('files/extra', Buffer.from('x')), reason: 'entry-unknown' },
  'a table that nobody announced': { change: (o) => o.entries.set('tables/extra.jsonl', Buffer.from('')), reason: 'entry-unknown' },
  'a table gone': { change: (o) => o.entries.delete('tables/person.jsonl'), reason: 'entry-missing' },
  'a table gone, and unannounced': {
    change: (o) => withManifest({ tables: o.manifest.tables.filter(({ name }) => name !== 'person') })(o) ?? o.entries.delete('tables/person.jsonl'),
    reason: 'table-missing',
  },
  'a file gone': { change: (o) => o.entries.delete([...o.entries.keys()].find((name) => name.startsWith('files/')) ?? ''), reason: 'entry-missing' },
  'a file with other bytes': {
    change: (o) => o.entries.set([...o.entries.keys()].find((name) => name.startsWith('files/')) ?? '', Buffer.from('')),
    reason: 'content-differs',
  },
  'rows changed, hashes not': { change: (o) => o.entries.set('tables/area.jsonl', Buffer.from('["x","1","{}"]\n')), reason: 'content-differs' },
  'a table of another program': {
    change: (o) => {
      o.manifest.tables.push({ name: 'pg_authid', columns: ['a'], rows: 0, bytes: 0, sha256: 'e'.repeat(64) })
      o.entries.set('tables/pg_authid.jsonl', Buffer.from(''))
      announceAgain(o)
    },
    reason: 'table-unknown',
  },
  'a table with a name to be run': {
    change: (o) => {
      tableOf(o, 'area').name = 'area"; drop table person; --'
    },
    reason: 'manifest-malformed',
  },
  'a column with a name to be run': {
    change: (o) => {
      tableOf(o, 'area').columns = ['code', 'position', 'body"; drop table person']
    },
    reason: 'manifest-malformed',
  },
  'an unknown column': {
    change: (o) => {
      tableOf(o, 'area').columns = ['code', 'position', 'bodies']
    },
    reason: 'column-unknown',
  },
  'a column twice': {
    change: (o) => {
      tableOf(o, 'area').columns = ['code', 'code', 'body']
    },
    reason: 'column-unknown',
  },
  'a column too many': {
    change: (o) => {
      tableOf(o, 'role_grant').columns.push('boss')
    },
    reason: 'column-unknown',
  },
  'sessions smuggled in': {
    change: (o) => {
      o.manifest.tables.push({ name: 'session', columns: ['token_hash'], rows: 0, bytes: 0, sha256: '' })
      setLines(o, 'session', [['\\x00']])
    },
    reason: 'restored',
  },
  'an administrator more': {
    change: (o, learner) =>
      setLines(o, 'role_grant', [
        ...linesOf(o, 'role_grant'),
        tableOf(o, 'role_grant').columns.map((name) => ({ person: learner, role: 'admin', scope: '' })[name] ?? null),
      ]),
    reason: 'restored',
  },
  'a right for somebody who is not there': { change: withValue('role_grant', 'person', foreign), reason: 'reference-broken' },
  'an id that is no id': { change: withValue('person', 'id', "1'; drop table person; --"), reason: 'value-refused' },
  'a NUL in a name': { change: withValue('person', 'display_name', 'a\u0000b'), reason: 'value-refused' },
  'half a sign in a name': {
    change: (o) =>
      setLines(
        o,
        'person',
        String(o.entries.get('tables/person.jsonl'))
          .trimEnd()
          .split('\n')
          .map((line) => line.replace('Марија', '\\ud800')),
      ),
    reason: 'value-refused',
  },
  'nothing where something must be': { change: withValue('person', 'login', null), reason: 'value-refused' },
  'a number where a text is': { change: withValue('person', 'login', 5), reason: 'row-malformed' },
  'an object where a text is': { change: withValue('person', 'login', { __proto__: null, a: 1 }), reason: 'row-malformed' },
  'a time that is none': { change: withValue('person', 'created_at', 'yesterday-ish'), reason: 'value-refused' },
  'the same person twice': { change: (o) => setLines(o, 'person', [...linesOf(o, 'person'), linesOf(o, 'person')[0]]), reason: 'value-refused' },
  'a row that is too short': { change: (o) => setLines(o, 'person', [['x']]), reason: 'row-malformed' },
  'a row that is no JSON': { change: (o) => setLines(o, 'person', ['[“quoted”]']), reason: 'row-malformed' },
  'a row that is an object': { change: (o) => setLines(o, 'person', ['{"__proto__":{"admin":true}}']), reason: 'row-malformed' },
  'deep nesting': { change: (o) => setLines(o, 'person', [`${'['.repeat(100_000)}${']'.repeat(100_000)}`]), reason: 'row-malformed' },
  'HTML and formulas in every name': {
    change: withValue('person', 'display_name', "=cmd|' /C calc'!A0<script>alert(1)</script>{{7*7}}"),
    reason: 'restored',
  },
  'two content generations': {
    change: (o) =>
      setLines(o, 'content_generation', [
        ['true', '1'],
        ['true', '2'],
      ]),
    reason: 'value-refused',
  },
  'a newer format': { change: withManifest({ format: 2 }), reason: 'format-newer' },
  'a format that is a text': { change: withManifest({ format: '1' }), reason: 'manifest-malformed' },
  'a newer migration': { change: (o) => (o.manifest['migrations'] as string[]).push('people/9999-tomorrow'), reason: 'migrations-newer' },
  'an older version that never was': { change: withManifest({ migrations: ['platform/0001-platform'] }), reason: 'migrations-odd' },
  'a version with a gap': {
    change: (o) => withManifest({ migrations: (o.manifest['migrations'] as string[]).filter((key) => key !== 'people/0001-people') })(o),
    reason: 'migrations-odd',
  },
  'no migrations': { change: withManifest({ migrations: [], months: [] }), reason: 'table-unknown' },
  'months without end': { change: withManifest({ months: Array.from({ length: 5000 }, () => '2026-01') }), reason: 'manifest-malformed' },
  'a month to be run': { change: withManifest({ months: ["2026-01'); drop table person"] }), reason: 'manifest-malformed' },
  'a counter to be run': { change: withManifest({ sequences: { "a'); drop": 1 } }), reason: 'manifest-malformed' },
  'an unknown counter': { change: withManifest({ sequences: { pg_class: 1 } }), reason: 'sequence-unknown' },
  'a key in the open': {
    change: (o) => {
      o.entries.set('keys/audit', Buffer.alloc(32))
      o.manifest['keys'] = [{ name: 'audit', sha256: '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925' }]
    },
    reason: 'restored',
  },
  'a key outside its folder': { change: withManifest({ keys: [{ name: '../authorized_keys', sha256: 'e'.repeat(64) }] }), reason: 'manifest-malformed' },
  'more in the manifest than it may say': { change: withManifest({ __proto__x: 1, admin: true }), reason: 'manifest-malformed' },
  'a job of no reaction': {
    change: (o) => {
      o.entries.set('jobs.jsonl', Buffer.from(`["${foreign}","../../evil.sh","{}"]\n`))
      announceAgain(o)
    },
    reason: 'row-malformed',
  },
  'a job with a body of its own': {
    change: (o) => {
      o.entries.set('jobs.jsonl', Buffer.from(`["${foreign}","notices.write-reset","{\\"__proto__\\":{\\"a\\":1},\\"person\\":{\\"$ne\\":1}}"]\n`))
      announceAgain(o)
    },
    reason: 'row-malformed',
  },
  'an unknown reaction': {
    change: (o) => {
      o.entries.set('jobs.jsonl', Buffer.from(`["${foreign}","people.make-admin","{}"]\n`))
      announceAgain(o)
    },
    reason: 'restored',
  },
  'no manifest': { change: (o) => Object.assign(o, { manifest: null }), reason: 'manifest-malformed' },
}

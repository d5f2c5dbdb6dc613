/**
 * Rules of ASVS 5.0 that hold for the source as a whole: what is not there cannot be used wrongly. Each rule has a canary, a line that
 * breaks it, and the files that may. Comments count too: a rule that reads them is simpler than one that does not.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

interface Rule {
  readonly says: string
  readonly never: RegExp
  readonly canary: string
  /** Who may, and why. */
  readonly unless?: readonly string[]
}

const postgres = 'src/platform/postgres/'
const rules: readonly Rule[] = [
  {
    says: 'no HTML is put into a page unescaped (V1.1.2, V3.2.2)',
    never: /\{@html|\.(inner|outer)HTML\b|insertAdjacentHTML|\bsrcdoc\b/,
    canary: '{@html text}',
  },
  {
    says: 'no shell reads what was put together (V1.2.5)',
    never: /(?<![.\w])exec(Sync)?\(|node:child_process|shell: true/,
    canary: "import { exec } from 'node:child_process'",
    // They start PostgreSQL and npm, by lists of arguments.
    unless: [`${postgres}database-process.ts`, `${postgres}account.ts`, `${postgres}process-facts.ts`, `${postgres}programs.ts`, 'bin/launch/', 'bin/test/'],
  },
  {
    says: 'no text becomes a program (V1.3.2)',
    never: /\beval\(|\bnew Function\b|from '(node:)?vm'|setTimeout\(\s*['"`]|importScripts\(/,
    canary: "eval('1 + 1')",
  },
  {
    says: 'nothing is formatted by patterns (V1.3.10)',
    never: /\butil\.format|sprintf|console\.\w+\(.*%[sdj]/,
    canary: "util.format('%s', name)",
  },
  {
    says: 'no XML, XPath, LDAP or TeX is read (V1.2.6–1.2.8, V1.5.1)',
    never: /DOMParser|parseFromString|xpath|xml2js|fast-xml-parser|\bldap/i,
    canary: 'new DOMParser()',
  },
  {
    says: 'no message goes between windows, and no socket stays open (V3.5.5, V4.4)',
    never: /window\.postMessage|\.opener\b|new (WebSocket|EventSource)\(/,
    canary: 'new WebSocket(url)',
  },
  {
    says: 'no browser technology of yesterday (V3.7.1)',
    never: /document\.(write|domain)\b|<(object|embed|applet|marquee)\b|XMLHttpRequest|onunload|showModalDialog|openDatabase\(['"]/,
    canary: 'document.write(text)',
  },
  {
    says: 'a password may be pasted and kept by a manager (V6.2.7)',
    never: /onpaste|(type="password"|PasswordField)[^>]*autocomplete="off"/,
    canary: '<input onpaste={stop}>',
  },
  {
    says: 'luck comes from the operating system (V6.5.3, V7.2.3)',
    never: /Math\.random\(/,
    canary: 'const key = Math.random()',
    // A pause between two tries, and the name of a draft.
    unless: ['src/platform/db.ts', 'src/platform/blobs.ts'],
  },
  {
    says: 'no broken hash is used (V6.2.8, V15.3.5)',
    never: /create(Hash|Hmac)\('(md5|sha1|sha-1)'/i,
    canary: "createHash('md5')",
    // An entity tag and a spelling of an address that the Experience API lays down: neither guards anything.
    unless: ['src/modules/records/commands/change-documents.ts', 'src/modules/records/queries/person-agents.ts'],
  },
  {
    says: 'certificates of other machines are always checked (V12.3.2)',
    never: /rejectUnauthorized|NODE_TLS_REJECT|sslmode=(no-verify|disable)|allowInsecure\w+\(/,
    canary: 'rejectUnauthorized: false',
  },
  {
    says: 'values are compared strictly (V15.3.5)',
    never: /[^=!<>]==[^=>]|[^'"]!=[^=](?!null)/,
    canary: 'if (a == b)',
  },
  {
    says: 'logs go to the one log (V16.2.3)',
    never: /\bconsole\.(log|info|warn|error|debug)|createLog\(|pino\(/,
    canary: "console.log('x')",
    unless: ['src/platform/log.ts', 'src/start/run-server.ts', 'src/terminal/desk.ts', 'src/terminal/restore-command.ts'],
  },
]

const files = ['src', 'packages', 'bin'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|svelte|html)$/.test(file) && !/node_modules|texts\/generated|\.test\.ts$|dist\//.test(file))
    .map((file) => `${folder}/${file}`),
)
const source = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

function linesWith(pattern: RegExp, unless: readonly string[] = []): string[] {
  return [...source].flatMap(([file, text]) =>
    unless.some((part) => file.includes(part)) ? [] : text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  )
}

test('the source was read', () => {
  expect(source.size).toBeGreaterThan(500)
})

describe.each(rules)('$says', ({ never, canary, unless = [] }) => {
  test('everywhere', () => {
    expect(linesWith(never, unless)).toEqual([])
  })

  test('and a line that breaks it would be seen', () => {
    expect(canary).toMatch(never)
  })

  test('and every exception is still needed', () => {
    const needed = (part: string) => linesWith(never).some((line) => line.split(':')[0]?.includes(part))
    expect(unless.filter((part) => !needed(part))).toEqual([])
  })
})

/** Whoever calls one of these speaks to another machine. */
const outward =
  /\bfetch\(|nodemailer\.createTransport|new pg\.(Pool|Client)|\b(https?|net|tls)\.(request|get|connect)\(|import .*\brequest\b.* from 'node:https?'/

test('the server speaks to its database, its mail server and the providers of single sign-on, and to nobody else (V13.1.1, V13.2.4)', () => {
  const inBrowser = /\/device\/|service-worker/
  const speaking = [...source].filter(([file, text]) => !inBrowser.test(file) && /^src\/.*\.ts$/.test(file) && outward.test(text)).map(([file]) => file)
  expect(speaking.sort()).toEqual([
    // The page for nothing, from the program itself.
    'src/hooks.server.ts',
    // A request in the alternate syntax, handed on inside the program.
    'src/modules/records/api/records-api.ts',
    'src/platform/db.ts',
    'src/platform/limited-fetch.ts',
    'src/platform/mail.ts',
    // Whether the database answers, before the program begins.
    'src/platform/postgres/checks.ts',
    'src/platform/postgres/connection.ts',
  ])
  expect('const answer = await fetch(address)').toMatch(outward)
})

test('every way in ends in one function, and a session is opened there or after both factors (V6.3.4)', () => {
  const callers = (name: string) => [...source].filter(([, text]) => new RegExp(`(?<!function )\\b${name}\\(`).test(text)).map(([file]) => file)
  expect(callers('addSession').filter((file) => !file.endsWith('/session-store.ts'))).toEqual(['src/modules/people/commands/open-session.ts'])
  expect(callers('openSession').sort()).toEqual(['open-session', 'passkeys', 'second-step'].map((name) => `src/modules/people/commands/${name}.ts`))
  expect(callers('letIn').sort()).toEqual(
    ['accept-invitation', 'account-codes', 'confirm-email', 'finish-sign-on', 'reset-password', 'sign-in'].map(
      (name) => `src/modules/people/commands/${name}.ts`,
    ),
  )
})

test('nothing asks for the birthday or the first pet, and no password grows old (V6.4.2, V6.2.10)', () => {
  expect(linesWith(/secret[_-]?question|security[_-]?question|password_(expires|changed)_at|passwordAge/i)).toEqual([])
})

test('what an image of the program holds has no tests and no tools in it (V15.2.3)', () => {
  const steps = readFileSync(join(root, 'deploy/Containerfile'), 'utf8').split('\nFROM ').at(-1) ?? ''
  expect(steps).toContain('npm ci --omit=dev')
  expect([...steps.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(tests|tools|bench|conformance|\.|\.ci)$/)]),
  )
})

test('no module of another language is loaded by the server (V1.4.1)', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; gypfile?: boolean; hasInstallScript?: boolean }>
  }
  const native = Object.entries(lock.packages).filter(([, { dev, gypfile }]) => !dev && gypfile)
  expect(native).toEqual([])
})

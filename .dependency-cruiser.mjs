/** The arrows that may not exist. Each rule has a canary in tests/architecture/arrows.test.ts that must break it. */
const tests = '\\.test(-d)?\\.ts$'
/** The floors of the house, lowest first. A module that stands on none is found by tests/architecture/migrations.test.ts. */
export const floors = [
  ['areas', 'people', 'institutions', 'laws', 'records', 'audit', 'settings'],
  ['competencies', 'needs', 'plans'],
  ['courses', 'questions', 'library', 'tools', 'reviews'],
  ['learning', 'events', 'trainers', 'mentoring'],
  ['certificates', 'evaluation', 'reports'],
]
/** Those who only hear facts. */
export const beside = ['notices', 'search', 'site']
const oneOf = (names) => `^src/modules/(${names.join('|')})/`

/** From each floor, no way up. */
const upward = floors.slice(0, -1).map((floor, number) => ({
  name: `no-way-up-from-floor-${number}`,
  comment: 'A module uses doors on its own floor or below. What must travel upward travels as a fact.',
  severity: 'error',
  from: { path: oneOf(floor), pathNot: tests },
  to: { path: oneOf(floors.slice(number + 1).flat()) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or need a third. Components that draw a tree may draw themselves again.',
      severity: 'error',
      from: {},
      to: { circular: true, via: { pathNot: '\\.svelte$' } },
    },
    {
      name: 'packages-stand-alone',
      comment: 'A standards package knows nothing of this product, so that anyone can use it.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^src/' },
    },
    {
      name: 'packages-by-the-door',
      comment: 'Import a package by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^(src|packages/([^/]+))/', pathNot: tests },
      to: { path: '^packages/([^/]+)/src/', pathNot: ['^packages/[^/]+/src/index\\.ts$', '^packages/$2/'] },
    },
    {
      name: 'packages-do-no-io',
      comment: 'A standards package takes text and bytes and gives values. Its caller does the reading.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'kernel-imports-nothing', severity: 'error', from: { path: '^src/kernel/', pathNot: tests }, to: { pathNot: '^src/kernel/' } },
    {
      name: 'platform-has-no-business',
      comment: 'platform/ speaks of databases and requests, never of courses or people.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/(modules|routes|centre|start|server|cli|open-app|migrations|reactions)' },
    },
    {
      name: 'modules-by-the-door',
      comment: 'Another module is reached through its index.ts, and its device part through device/.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'pages-by-the-door',
      comment: 'A page asks a door; device parts and components of a subject stand open too.',
      severity: 'error',
      from: { path: '^src/(routes|centre|kept|service-worker|start|cli|server|open-app|hooks)' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/[^/]+/(device|ui|domain)/'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ decides; it reads no clock, no database, no network. It may use kernel, itself and standards packages, and types of a door.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/domain/', pathNot: tests },
      to: { pathNot: ['^src/kernel/', '^src/modules/$1/domain/', '^packages/[^/]+/src/index\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-stores-speak-sql',
      comment: 'Queries live in stores, tables and migrations, so that a table has one reader to change.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: ['(store|tables|partitions)\\.ts$', '/store/', '/migrations/', tests] },
      to: { path: 'node_modules/kysely' },
    },
    {
      name: 'commands-know-no-web',
      comment: 'A command is called by pages, jobs, sync and tests alike.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/(commands|queries|reactions)/', pathNot: tests },
      to: { path: ['^src/modules/[^/]+/(api|device|ui)/', '^src/routes/', 'node_modules/(hono|@sveltejs)'] },
    },
    {
      name: 'device-stays-in-the-browser',
      comment: 'What runs on the phone may use domains, kernel and packages, never the server.',
      severity: 'error',
      from: { path: '^src/(modules/[^/]+/device|kept/(device|views)|service-worker)/', pathNot: tests },
      to: { path: ['^src/(platform|server|start|centre)', '/(commands|queries|api|migrations)/', 'store\\.ts$'] },
    },
    {
      name: 'nobody-calls-those-beside',
      comment: 'notices, search and site hear facts; only pages and the loader open their doors.',
      severity: 'error',
      from: { path: oneOf(floors.flat()), pathNot: tests },
      to: { path: oneOf(beside) },
    },
    { name: 'nobody-imports-the-server', severity: 'error', from: { pathNot: '^(tests|bench|src/server)' }, to: { path: '^src/server\\.ts$' } },
    {
      name: 'ui-knows-no-subject',
      comment: 'The design system draws; it never asks a module.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: tests },
      to: { path: '^src/(modules|platform|routes)/' },
    },
    { name: 'no-tests-in-product', severity: 'error', from: { path: '^(src|packages)/', pathNot: tests }, to: { path: [tests, '^tests/'] } },
    ...upward,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts'],
    },
  },
}

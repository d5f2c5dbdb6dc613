/** What is listed by hand is complete, and every table has one owner. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allMigrations } from '../../src/migrations.ts'
import { allReactions } from '../../src/reactions.ts'
import { type Module, moduleNames, readModule } from '../../tools/house/read-module.ts'
import { statementsOf, tablesMadeIn } from './support/sql.ts'
import { root } from './support/tree-copy.ts'

const modules = moduleNames(root).map((name) => readModule(root, name))

const height = ({ floor }: Module): number => (floor === 'beside' ? 99 : (floor ?? -1))

test('every module stands on a floor, or beside', () => {
  expect(modules.filter(({ floor }) => floor === undefined).map(({ name }) => name)).toEqual([])
})

test('every folder of a module has a door', () => {
  expect(readdirSync(join(root, 'src/modules')).sort()).toEqual(modules.map(({ name }) => name).sort())
})

test('every module that has migrations is listed, once', () => {
  const have = modules.filter(({ name }) => existsSync(join(root, 'src/modules', name, 'migrations'))).map(({ name }) => name)
  expect(allMigrations.map(({ module }) => module).sort()).toEqual(['platform', ...have].sort())
})

test('lower floors migrate first', () => {
  const heights = allMigrations.filter(({ module }) => module !== 'platform').map(({ module }) => modules.find(({ name }) => name === module))
  const onFloors = heights.filter((module): module is Module => module !== undefined && module.floor !== 'beside').map(height)
  expect(allMigrations[0]?.module).toBe('platform')
  expect(onFloors).toEqual([...onFloors].sort((a, b) => a - b))
})

/** What stands beside the modules, and hears too. */
const outsideFloors = ['backup.make']

test('every reaction that a module gives out is listed, once', async () => {
  const given = await Promise.all(
    modules
      .filter(({ door }) => door.includes('reactions'))
      .map(async ({ name }) => (await import(pathToFileURL(join(root, 'src/modules', name, 'index.ts')).href)).reactions as { name: string }[]),
  )
  const listed = allReactions.map(({ name }) => name)
  const ofModules = listed.filter((name) => !outsideFloors.includes(name))
  expect(ofModules.toSorted()).toEqual(given.flatMap((reactions) => reactions.map(({ name }) => name)).sort())
  expect(new Set(listed).size).toBe(listed.length)
})

test('no migration leaves programs, triggers or temporary tables in the database', async () => {
  const statements = (await Promise.all(allMigrations.map(({ migrations }) => statementsOf(migrations)))).flat()
  expect(statements.length).toBeGreaterThan(20)
  expect(statements.filter((statement) => /\b(trigger|function|procedure|plpgsql|temp|temporary|rule)\b/i.test(statement))).toEqual([])
})

describe.each(allMigrations)('the migrations of $module', ({ module, migrations }) => {
  test('are numbered without gaps and named in plain words', () => {
    expect(migrations.map(({ name }) => name.slice(0, 4))).toEqual(migrations.map((_, index) => String(index + 1).padStart(4, '0')))
    expect(migrations.filter(({ name }) => !/^\d{4}-[a-z]+(-[a-z]+)*$/.test(name))).toEqual([])
  })

  test('make the tables that the module owns, and no other', async () => {
    const own = modules.find(({ name }) => name === module)?.owns
    const tables = await tablesMadeIn(migrations)
    // platform keeps its tables beside the code that uses each; they are checked below like all others.
    if (own) expect(tables.toSorted()).toEqual([...own].sort())
    expect(tables.filter((table) => !/^[a-z]+(_[a-z]+)*$/.test(table))).toEqual([])
  })
})

test('no two modules make or own one table', async () => {
  const owned = (await Promise.all([...allMigrations].map(({ migrations }) => tablesMadeIn(migrations)))).flat()
  expect(owned.filter((table, index) => owned.indexOf(table) !== index)).toEqual([])
})

/** One value for each table of a database, to see that nothing changed. */
import { setTimeout as wait } from 'node:timers/promises'
import { inDatabase } from './database.ts'

/** Tables of the program itself; the queue of jobs has its own life. */
export async function allRows(dataFolder: string): Promise<Record<string, string>> {
  return inDatabase(dataFolder, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition`,
    )
    const all: [string, string][] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ trace: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as trace from ${name} t`,
      )
      all.push([name, rows[0]?.trace ?? ''])
    }
    return Object.fromEntries(all)
  })
}

/** The same, once the work that goes on after a start (files of manuals, search) has come to rest. */
export async function rowsAtRest(dataFolder: string): Promise<Record<string, string>> {
  let last = await allRows(dataFolder)
  for (let [same, rounds] = [0, 0]; same < 3 && rounds < 60; rounds++) {
    await wait(1000)
    const now = await allRows(dataFolder)
    same = JSON.stringify(now) === JSON.stringify(last) ? same + 1 : 0
    last = now
  }
  return last
}

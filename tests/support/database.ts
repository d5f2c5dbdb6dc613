/** Reaches the private database of a running centre, to move what no visitor can: time, and what is published. */
import pg from 'pg'
import { runningPostgres } from '#platform/postgres/index.ts'

export async function inDatabase<T>(dataFolder: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const place = await runningPostgres(dataFolder)
  if (!place) throw new Error(`No database runs for ${dataFolder}`)
  const client = new pg.Client({ ...place })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

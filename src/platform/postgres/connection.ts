import pg from 'pg'

/** How to reach a private database: the folder of its socket stands for the host. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** Makes a database when it is missing; from a template it is a quick copy. */
export async function createDatabase(server: Connection, name: string, template = 'template0'): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`)
  } finally {
    await client.end()
  }
}

/** Whether it lets us in: it may still be starting, or mending itself after a kill. */
export async function answers(server: Connection): Promise<boolean> {
  const client = new pg.Client({ ...server, database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Loaded before the server (`--import`): tells the measuring process each statement that goes to PostgreSQL. */
import pg from 'pg'

const { query } = pg.Client.prototype as { query: (...given: unknown[]) => unknown }

pg.Client.prototype.query = function noted(this: pg.Client, ...given: unknown[]): unknown {
  const [first, second] = given
  const asked = typeof first === 'object' && first !== null ? (first as { text?: string; name?: string; values?: unknown[] }) : { text: first }
  const values = Array.isArray(second) ? second : 'values' in asked ? asked.values : []
  process.send?.({ text: asked.text, values: values ?? [], ...('name' in asked && asked.name && { name: asked.name }) })
  return query.apply(this, given)
} as typeof pg.Client.prototype.query

/** Loaded before the server (`--import`): tells the measuring process each statement that goes to PostgreSQL. */
import pg from 'pg'

const { query } = pg.Client.prototype as { query: (...given: unknown[]) => unknown }

pg.Client.prototype.query = function noted(this: pg.Client, ...given: unknown[]): unknown {
  const [first, second] = given
  const { text, values } = typeof first === 'object' && first !== null ? (first as { text?: string; values?: unknown[] }) : { text: first, values: second }
  process.send?.({ text, values: Array.isArray(values) ? values : [] })
  return query.apply(this, given)
} as typeof pg.Client.prototype.query

/** JSON Schema (2020-12) of the rows of a table, from what the database says of its columns. */
import type { Column, Table } from '../catalogue.ts'

type Schema = Readonly<Record<string, unknown>>

const plain: Readonly<Record<string, Schema>> = {
  text: { type: 'string' },
  uuid: { type: 'string', format: 'uuid' },
  boolean: { type: 'boolean' },
  smallint: { type: 'integer' },
  integer: { type: 'integer' },
  bigint: { type: 'integer' },
  real: { type: 'number' },
  'double precision': { type: 'number' },
  numeric: { type: 'number' },
  date: { type: 'string', format: 'date' },
  'timestamp with time zone': { type: 'string', format: 'date-time' },
  bytea: { type: 'string', pattern: '^\\\\x([0-9a-f]{2})*$' },
  // Any value of JSON; what is in it is described with the feature in README.
  json: {},
  jsonb: {},
}

function schemaOf({ type, required }: Column): Schema {
  const array = type.endsWith('[]')
  const one = plain[array ? type.slice(0, -2) : type] ?? { type: 'string' }
  const schema = array ? { type: 'array', items: one } : one
  if (required || !('type' in schema)) return schema
  return { ...schema, type: [schema.type as string, 'null'] }
}

export function tableSchema(table: Table): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:putokaz:table:${table.name}`,
    title: table.name,
    type: 'object',
    properties: Object.fromEntries(table.columns.map((column) => [column.name, schemaOf(column)])),
    required: table.columns.map(({ name }) => name),
    additionalProperties: false,
  }
}

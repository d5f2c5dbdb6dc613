/** JSON Schema (2020-12) of what stands in files of their own: the cover of a trainer's pack, and the head of a sheet and of a card. */
type Schema = Readonly<Record<string, unknown>>

const text: Schema = { type: 'string' }
const day: Schema = { type: 'string', format: 'date' }
const said: Schema = { type: 'object', properties: { 'sr-Cyrl': text, en: text }, required: ['sr-Cyrl'], additionalProperties: text }
const whole = (least: number): Schema => ({ type: 'integer', minimum: least })
const list = (items: Schema): Schema => ({ type: 'array', items })

const mark: Schema = { enum: ['V', 'B', 'check', 'D', 'I', 'practice'] }
const answersFor = { owner: said, checked: day, nextCheck: day, sample: { type: 'boolean' } }

function schema(name: string, properties: Readonly<Record<string, Schema>>, optional: readonly string[]): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:putokaz:manuscript:${name}`,
    ...record(properties, optional),
  }
}

function record(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

const agenda = record({ minutes: whole(1), title: said, how: said, outcomes: list(text), sheet: text }, ['how', 'sheet'])

export const manuscriptSchemas: Readonly<Record<string, Schema>> = {
  pack: schema(
    'pack',
    {
      ...{ title: said, summary: said, minutes: whole(10), group: record({ from: whole(1), to: whole(1) }), room: said, materials: list(said) },
      ...answersFor,
      days: list(record({ title: said, starts: { type: 'string', pattern: '^[0-2]\\d:[0-5]\\d$' }, agenda: list(agenda) })),
      sheets: list(text),
    },
    [],
  ),
  sheet: schema(
    'sheet',
    {
      ...{ title: said, summary: said, ...answersFor, mark },
      ...{ sheet: { enum: ['notes', 'slides', 'exercise', 'case', 'answers'] }, reader: { enum: ['participants', 'trainer'] } },
    },
    ['summary', 'sample'],
  ),
  card: schema('card', { area: text, title: said, summary: said, ...answersFor, mark }, []),
}

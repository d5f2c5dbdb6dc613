import * as v from 'valibot'
import type { Reading, Statement, Version } from './types.ts'

// xAPI 1.0.3, Data 2.4.1: the id of a Statement is a UUID (String).
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'Data 2.4.1: id is a UUID'))
// xAPI 1.0.3, Data 4.2: an IRI has a scheme.
const iri = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'Data 4.2: an IRI has a scheme'))
// xAPI 1.0.3, Data 4.2: keys of a language map are language tags of RFC 5646.
const languageMap = v.record(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Data 4.2: keys are language tags')), v.string())
// xAPI 1.0.3, Data 4.5: timestamps follow ISO 8601; -00:00 and its like are refused.
const timestamp = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-](?!00:?00)\d{2}:?\d{2}|\+00:?00)$/, 'Data 4.5: a timestamp follows ISO 8601'),
)
const extensions = v.record(iri, v.unknown())

// xAPI 1.0.3, Data 2.4.2.3: an account has a homePage (IRL) and a name.
const account = v.strictObject({ homePage: iri, name: v.pipe(v.string(), v.minLength(1)) })
const actor = v.strictObject({ objectType: v.optional(v.literal('Agent')), name: v.optional(v.string()), account })
const verb = v.strictObject({ id: iri, display: v.optional(languageMap) })
const activity = v.strictObject({
  objectType: v.optional(v.literal('Activity')),
  id: iri,
  definition: v.optional(v.strictObject({ name: v.optional(languageMap), type: v.optional(iri), extensions: v.optional(extensions) })),
})
// xAPI 1.0.3, Data 2.4.5.1: scaled lies between -1 and 1, raw between min and max.
const score = v.strictObject({
  scaled: v.optional(v.pipe(v.number(), v.minValue(-1), v.maxValue(1))),
  raw: v.optional(v.number()),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
})
const result = v.strictObject({
  score: v.optional(score),
  success: v.optional(v.boolean()),
  completion: v.optional(v.boolean()),
  response: v.optional(v.string()),
  duration: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^P(?!$)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?(T(?=\d)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?$/,
        'Data 4.6: a duration follows ISO 8601',
      ),
    ),
  ),
  extensions: v.optional(extensions),
})
const context = v.strictObject({
  registration: v.optional(uuid),
  contextActivities: v.optional(
    v.strictObject({
      parent: v.optional(v.array(activity)),
      grouping: v.optional(v.array(activity)),
      category: v.optional(v.array(activity)),
      other: v.optional(v.array(activity)),
    }),
  ),
  revision: v.optional(v.string()),
  platform: v.optional(v.string()),
  language: v.optional(v.string()),
  extensions: v.optional(extensions),
})

const Narrow = v.strictObject({
  id: uuid,
  actor,
  verb,
  object: activity,
  result: v.optional(result),
  context: v.optional(context),
  timestamp,
  version: v.optional(v.pipe(v.string(), v.regex(/^1\.0(\.\d+)?$/, 'Data 2.4.10: version begins with 1.0'))),
})

/** The statements of a request's body (one, or an array of them), or every rule that is broken, with its place. */
export function parseStatements(input: unknown, _version: Version = '1.0.3'): Reading<Statement[]> {
  const parsed = v.safeParse(v.array(Narrow), Array.isArray(input) ? input : [input])
  if (parsed.success) return { ok: true, value: parsed.output as Statement[] }
  return { ok: false, refusal: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', rule: issue.message })) }
}

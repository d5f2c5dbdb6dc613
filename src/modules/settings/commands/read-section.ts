/** What an administrator typed, read strictly: each field with its own reason when it is refused. */
import * as v from 'valibot'
import { isColour } from '#kernel/colour.ts'
import { variants } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { checkAccent } from '../domain/accent.ts'
import { type BoundedField, bounds } from '../domain/bounds.ts'
import type { CentreSettings } from '../domain/centre-settings.ts'
import type { Section, SettingField } from '../domain/sections.ts'
import { localizedName, offeredVariants } from '../domain/written-settings.ts'

/** Key of a sentence in `settings.json`, with what it names. */
export interface FieldProblem {
  readonly field: SettingField
  readonly problem: 'missing' | 'tooLong' | 'oneLine' | 'noAddress' | 'noNumber' | 'outOfBounds' | 'lessThanIdle' | 'noColour' | 'unreadable'
  readonly ratio?: number
  readonly suggestion?: string
}

export type Typed = Readonly<Record<string, string | readonly string[]>>

const longestName = 60
const line = v.pipe(v.string(), v.trim(), v.maxLength(longestName, 'tooLong'), v.regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'oneLine'))
const neededLine = v.pipe(line, v.minLength(1, 'missing'))
const address = v.pipe(v.string(), v.trim(), v.maxLength(254, 'tooLong'), v.union([v.literal(''), v.pipe(v.string(), v.email('noAddress'))], 'noAddress'))
const many = v.array(v.string())

function number(field: BoundedField) {
  const { least, most } = bounds[field]
  const digits = v.pipe(v.string(), v.trim(), v.regex(/^\d{1,4}$/, 'noNumber'), v.transform(Number))
  return v.pipe(digits, v.minValue(least, 'outOfBounds'), v.maxValue(most, 'outOfBounds'))
}

const schemas = {
  name: v.object({ nameCyrillic: neededLine, nameLatin: line, nameEnglish: neededLine }),
  look: v.object({
    accent: v.pipe(
      v.string(),
      v.trim(),
      v.toLowerCase(),
      v.check((text) => text === '' || isColour(text), 'noColour'),
    ),
  }),
  languages: v.object({ variants: many }),
  mail: v.object({ senderCyrillic: neededLine, senderEnglish: neededLine, replyTo: address, dailyTo: address }),
  'sign-in': v.object({
    selfRegistration: many,
    idleDays: number('idleDays'),
    longestDays: number('longestDays'),
    deskIdleHours: number('deskIdleHours'),
    deskLongestHours: number('deskLongestHours'),
  }),
  retention: v.object({
    auditMonths: number('auditMonths'),
    letterMonths: number('letterMonths'),
    idleAccountMonths: number('idleAccountMonths'),
    recordMonths: number('recordMonths'),
  }),
} as const satisfies Record<Section, v.GenericSchema>

type Read<S extends Section> = v.InferOutput<(typeof schemas)[S]>
type Readers = { readonly [S in Section]: (read: Read<S>, now: CentreSettings) => Result<CentreSettings, readonly FieldProblem[]> }

const readers: Readers = {
  name: (read, now) => done({ ...now, name: localizedName(read.nameCyrillic, read.nameLatin, read.nameEnglish) }),
  look({ accent }, now) {
    const checked = accent === '' ? done(null) : checkAccent(accent)
    if (!checked.ok) return refuse([{ field: 'accent', problem: 'unreadable', ...checked.refusal }])
    return done({ ...now, accent: accent === '' ? null : accent })
  },
  languages: (read, now) => done({ ...now, variants: offeredVariants(read.variants, variants) }),
  mail(read, now) {
    const senderName = localizedName(read.senderCyrillic, '', read.senderEnglish)
    return done({ ...now, mail: { senderName, replyTo: read.replyTo || null, dailyTo: read.dailyTo || null } })
  },
  'sign-in'({ selfRegistration, ...limits }, now) {
    const problems: FieldProblem[] = []
    if (limits.longestDays < limits.idleDays) problems.push({ field: 'longestDays', problem: 'lessThanIdle' })
    if (limits.deskLongestHours < limits.deskIdleHours) problems.push({ field: 'deskLongestHours', problem: 'lessThanIdle' })
    return problems.length > 0 ? refuse(problems) : done({ ...now, signIn: { selfRegistration: selfRegistration.includes('yes'), ...limits } })
  },
  retention: (read, now) => done({ ...now, retention: read }),
}

/** The settings with one section as it was typed, or every reason why not. */
export function readSection(section: Section, typed: Typed, now: CentreSettings): Result<CentreSettings, readonly FieldProblem[]> {
  const parsed = v.safeParse(schemas[section], typed)
  if (parsed.success) return (readers[section] as (read: unknown, now: CentreSettings) => ReturnType<typeof readSection>)(parsed.output, now)
  const problems = new Map<SettingField, FieldProblem>()
  for (const { path, message, type } of parsed.issues) {
    const field = path?.[0]?.key as SettingField
    // A field that was not sent at all is as good as empty.
    const problem = (type === 'string' || type === 'array' || path === undefined ? 'missing' : message) as FieldProblem['problem']
    if (!problems.has(field)) problems.set(field, { field, problem })
  }
  return refuse([...problems.values()])
}

import { IRREGULAR } from './irregular.ts'
import { LOST_BEFORE_C, NOT_PARTICIPLES, NOT_VERBS_IN_A, NOT_VERBS_IN_I } from './lookalikes.ts'

const VOWEL = /[aeiou]|(?<![aeiou])r(?=[^aeiou])/

/** Endings of nouns and adjectives that hide a stem of at least three letters; tried in this order, again and again. */
const INFLECTED = /^(.{3,}?)(?:ovima|evima|oga|ome|omu|(?<=[cszj]|st)(?:ega|emu|eg|em)|(?<=r)em|(?<!iz|rit)ama|ima|om|(?<!iz|rit)am|im|og|oj|ih|ov|ev)$/
const FINAL_VOWEL = /^(.{3,})[aeiou]$/

/** -лац: тражилац, тражиоца; -ао, -ео, -ио: мисао, део, тражио. A vocalised l returns. */
const VOCALISED = /([aeiu])o(c(?:a|u|e|em|i|ima))?$/

/** Case endings that change the consonants before them: -ошћу, -ављу. */
const INSTRUMENTAL: readonly (readonly [RegExp, string])[] = [
  [/([aeo]|kori)scu$/, '$1st'],
  [/^(.*(?:ljubav|krv))lju$/, '$1'],
  [/^(.*(?:rec|noc|moc|stvar|zver|pec|laz|zed|jesenj?))ju$/, '$1'],
]

/** Folded stems whose г or х became з or с before и, beside those in -лог, -гог, -инг. */
const SOFTENED: ReadonlyMap<string, string> = new Map(
  (
    'usluz:uslug zasluz:zaslug zadruz:zadrug istraz:istrag potraz:potrag pretraz:pretrag bubrez:bubreg kolez:koleg ' +
    'okruz:okrug podloz:podlog uspes:uspeh neuspes:neuspeh monas:monah siromas:siromah uzdas:uzdah trbus:trbuh ' +
    'kozus:kozuh epos:epoh stratez:strateg zaprez:zapreg pomaz:pomag'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

/** No Serbian word is longer; the rules would take ever longer over what is not one. */
const longestWord = 64

/** The key under which the inflected forms of a folded word meet. It is a key, not a word: compare it, never show it. */
export function stem(folded: string): string {
  if (folded.length < 3 || folded.length > longestWord || !/^[a-z]+$/.test(folded)) return folded
  const known = IRREGULAR.get(folded)
  if (known !== undefined) return known
  return harden(shorten(strip(conjugate(folded) ?? restore(folded))))
}

/**
 * Verbs in -овати/-ивати, -ити and those in -ати whose root ends in a consonant that few nouns in -ал, -ат have.
 * The present in -и, -е, -а comes to the same root by losing its vowel.
 */
const CONJUGATED: readonly (readonly [verb: RegExp, nouns: RegExp])[] = [
  [/^(.{3,})(?:[oi]va(?:ti|o|la|lo|li|le|ju)|uj(?:e|u|em|es|emo|ete))$/, /^(?:olu|stru|slav|krag)|stru$/],
  [/^(.{3,})i(?:ti|te|o|la|lo|li|le|mo)$/, NOT_VERBS_IN_I],
  [/^(.{2,}(?:[kgszhcpv]|ir|lj|tvar|govar|[cp]it|gled|[eo]st|uzim|prim|snim|mor|treb|pad|vlad))a(?:ti|te|o|la|lo|li|le|mo|ju)$/, NOT_VERBS_IN_A],
]

function conjugate(word: string): string | undefined {
  if (NOT_PARTICIPLES.has(word)) return undefined
  for (const [verb, nouns] of CONJUGATED) {
    const root = verb.exec(word)?.[1]
    if (root === undefined || !VOWEL.test(root)) continue
    return nouns.test(word) ? undefined : root
  }
  return undefined
}

/** Undoes what an ending did to the letters before it. */
function restore(word: string): string {
  const lost = /^(.+)ci(?:ma)?$/.exec(word)?.[1]
  const whole = lost === undefined ? undefined : LOST_BEFORE_C.get(lost)
  if (whole !== undefined) return whole
  for (const [pattern, to] of INSTRUMENTAL) {
    if (pattern.test(word) && word.length > 5) return word.replace(pattern, to)
  }
  if (word.length > 3 && VOCALISED.test(word)) {
    return word.replace(VOCALISED, (_, vowel: string, rest?: string) => (rest ? `${vowel}lc` : `${vowel}l`))
  }
  return word
}

function strip(word: string): string {
  let rest = word
  const bare = FINAL_VOWEL.exec(rest)?.[1]
  const inflected = INFLECTED.exec(rest)?.[1]
  if (inflected !== undefined && VOWEL.test(inflected)) rest = inflected
  else if (bare !== undefined && VOWEL.test(bare)) rest = bare
  rest = soften(rest)
  for (;;) {
    const shorter = INFLECTED.exec(rest)?.[1]
    if (shorter === undefined || !VOWEL.test(shorter)) return rest
    rest = shorter
  }
}

/** The fleeting a (поступак, поступка; жртва, жртава) goes from every last syllable that can spare it. */
function shorten(root: string): string {
  const native = root.replace(/([cj]an)in$/, '$1')
  const without = native.replace(/([^aeiou])a([^aeiou])$/, '$1$2')
  const kept = without.length >= 3 && /[aeiou]/.test(without)
  const syllabic = without.length >= 4 && /[^aeiou]r[^aeiou]/.test(without)
  const short = kept || syllabic ? without : native
  return short.replace(/stn$/, 'sn').replace(/zdn$/, 'zn').replace(/dk$/, 'tk').replace(/zk$/, 'sk').replace(/bc$/, 'pc')
}

/** г and х again where с and з stand for them: успеси, разлози, тренинзи. */
function soften(root: string): string {
  return SOFTENED.get(root) ?? (/(?:[lg]oz|inz|urz)$/.test(root) ? `${root.slice(0, -1)}g` : root)
}

/** One consonant for к, ц and ч. */
function harden(root: string): string {
  if (/ck$/.test(root) && root.length > 5) return `${root.slice(0, -2)}k`
  if (root.endsWith('c') && (root.length > 4 || /[^aeiou]c$/.test(root))) return `${root.slice(0, -1)}k`
  return root
}

/** Words whose cases no ending rule gives. */
const IRREGULAR: Readonly<Record<string, string>> = {
  дете: 'дете детета детету дететом деца деце деци децу децом',
  људи: 'људи људе људима',
  особа: 'особа особе особи особу особом особама',
  брак: 'брак брака браку браком бракови бракова бракове браковима',
}

/** Prepositions and conjunctions of terms stay as they are. */
const UNCHANGED = new Set(['без', 'за', 'и', 'из', 'или', 'на', 'о', 'од', 'по', 'под', 'пред', 'при', 'против', 'с', 'са', 'у', 'уз'])

const MASCULINE = ['', 'а', 'у', 'е', 'ом', 'ем', 'и', 'има', 'ови', 'ова', 'ове', 'овима', 'еви', 'ева', 'еве', 'евима']
const FEMININE = ['а', 'е', 'и', 'у', 'о', 'ом', 'ама']
const NEUTER = ['о', 'е', 'а', 'у', 'ом', 'ем', 'има']
const ADJECTIVE = ['', 'и', 'а', 'о', 'е', 'ог', 'ога', 'ом', 'оме', 'ому', 'ој', 'у', 'им', 'их', 'има', 'ег', 'ега', 'ем', 'ему', 'ју']

/** к, г and х before the и of the plural, and before the е of the vocative. */
const SOFT: Readonly<Record<string, string>> = { к: 'ц', г: 'з', х: 'с' }

/**
 * The forms that a word of a term can take in a text, in lower case and Cyrillic, the given one among them. The word is a noun in the
 * nominative, or an adjective beside one (`asAdjective`). Some of the forms are no words; none is a form of another stem.
 */
export function caseForms(word: string, asAdjective = false): ReadonlySet<string> {
  const given = word.toLowerCase()
  const known = IRREGULAR[given]
  if (known !== undefined) return new Set(known.split(' '))
  if (UNCHANGED.has(given) || given.length < 3 || !/^[\p{Script=Cyrillic}]+$/u.test(given)) return new Set([given])
  return new Set([given, ...nounForms(given), ...(asAdjective ? adjectiveForms(given) : [])])
}

function nounForms(word: string): string[] {
  if (/[аои]ст$/.test(word)) return [...joined(word, ['', 'и', 'има']), `${word.slice(0, -2)}шћу`]
  if (/ћ$/.test(word)) return joined(word, ['', 'и', 'у', 'има'])
  if (/а$/.test(word)) return feminine(word.slice(0, -1))
  if (/[ое]$/.test(word)) return [...joined(word.slice(0, -1), NEUTER)]
  if (/и$/.test(word)) return plural(word.slice(0, -1))
  return masculine(word)
}

function joined(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending)
}

function feminine(stem: string): string[] {
  const last = stem.at(-1) ?? ''
  const soft = SOFT[last]
  const fleeting = /[^аеиоу]{2}$/.test(stem) ? [`${stem.slice(0, -1)}а${last}а`] : []
  return [...joined(stem, FEMININE), ...fleeting, ...(soft ? [`${stem.slice(0, -1)}${soft}и`] : [])]
}

/** -ац, -ак, -ар may lose their а before an ending (центар, центра) or keep it (лекар, лекара): both are taken. */
function masculine(word: string): string[] {
  const stems = /[^аеиоу]а[цкр]$/.test(word) && word.length > 4 ? [word, shortened(word)] : [word]
  return stems.flatMap((stem) => {
    const last = stem.at(-1) ?? ''
    const soft = SOFT[last]
    const softened = soft ? joined(stem.slice(0, -1) + soft, ['и', 'има']) : []
    const parted = /[^аеиоу]{2}$/.test(stem) ? [`${stem.slice(0, -1)}а${last}а`] : []
    return [word, ...joined(stem, MASCULINE.slice(1)), ...softened, ...parted]
  })
}

/** л before what is left becomes о (тражилац, тражиоца). */
function shortened(word: string): string {
  const stem = word.slice(0, -2) + word.slice(-1)
  return stem.replace(/лц$/, 'оц').replace(/дк$/, 'тк').replace(/бк$/, 'пк')
}

function plural(stem: string): string[] {
  return joined(stem, ['и', 'а', 'е', 'има', 'ма'])
}

function adjectiveForms(word: string): string[] {
  return joined(/[аеио]$/.test(word) ? word.slice(0, -1) : word, ADJECTIVE)
}

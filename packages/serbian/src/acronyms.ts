/**
 * Names and acronyms whose Latin spelling is not the letter-by-letter one (Фронтекс → Frontex). Written in lower
 * case; the case of the word decides the case of the result. `declined`: case endings may follow the stem.
 */
export const NAMES: readonly { cyrillic: string; latin: string; form: 'declined' | 'acronym' }[] = [
  { cyrillic: 'фронтекс', latin: 'frontex', form: 'declined' },
  { cyrillic: 'евродак', latin: 'eurodac', form: 'declined' },
  { cyrillic: 'еуродак', latin: 'eurodac', form: 'declined' },
  { cyrillic: 'евроџаст', latin: 'eurojust', form: 'declined' },
  { cyrillic: 'еуроџаст', latin: 'eurojust', form: 'declined' },
  { cyrillic: 'унеско', latin: 'unesco', form: 'acronym' },
  { cyrillic: 'унрва', latin: 'unrwa', form: 'acronym' },
  { cyrillic: 'уникри', latin: 'unicri', form: 'acronym' },
  { cyrillic: 'екри', latin: 'ecri', form: 'acronym' },
  { cyrillic: 'ковид', latin: 'covid', form: 'acronym' },
  { cyrillic: 'скорм', latin: 'scorm', form: 'acronym' },
]

/** The endings a name in the table may carry (Фронтекса, Фронтексом, Фронтексов). */
const ENDINGS = ['', 'а', 'у', 'е', 'ом', 'ов', 'ова', 'ове', 'ови', 'ову', 'ово', 'ог', 'м', 'и', 'има']

/** Words that stay in Latin letters inside Cyrillic text: signs of formats and brands. Case matters. */
export const STAY_LATIN: ReadonlySet<string> = new Set(
  (
    'PDF HTML XML HTTP HTTPS URL EPUB CSV JSON RSS USB DVD IBAN API IP LTI SCORM TLS SSL DOC XLS PPT SVG PNG JPG ' +
    'Google Facebook Moodle Zoom LinkedIn Wi-Fi iPhone iPad iOS e-mail E-mail kB MB GB TB kW kWh Hz MHz GHz'
  ).split(' '),
)

interface Name {
  readonly lower: string
  readonly title: string
  readonly upper: string
}

const spell = (lower: string): Name => ({
  lower,
  title: lower.slice(0, 1).toUpperCase() + lower.slice(1),
  upper: lower.toUpperCase(),
})

const latinEnding = (ending: string) => ending.replace(/./g, (c) => ENDING_LETTERS[c] ?? c)
const ENDING_LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  у: 'u',
  е: 'e',
  о: 'o',
  и: 'i',
  м: 'm',
  в: 'v',
  г: 'g',
}

const LATIN_BY_CYRILLIC = new Map<string, string>()
const CYRILLIC_BY_LATIN = new Map<string, string>()

for (const { cyrillic, latin, form } of NAMES) {
  for (const ending of form === 'acronym' ? [''] : ENDINGS) {
    const [c, l] = [cyrillic + ending, latin + latinEnding(ending)]
    const [from, to] = [spell(c), spell(l)]
    if (form !== 'acronym') pair(from.title, to.title)
    pair(from.upper, to.upper)
  }
}

function pair(cyrillic: string, latin: string): void {
  LATIN_BY_CYRILLIC.set(cyrillic, latin)
  if (!STAY_LATIN.has(latin) && !CYRILLIC_BY_LATIN.has(latin)) CYRILLIC_BY_LATIN.set(latin, cyrillic)
}

/** The Latin spelling of a name in the table, if the word is one. */
export const nameInLatin = (word: string): string | undefined => LATIN_BY_CYRILLIC.get(word)

/** The Cyrillic spelling of a name in the table, if the word is one. */
export const nameInCyrillic = (word: string): string | undefined => CYRILLIC_BY_LATIN.get(word)

/** Code units with which a name in the table can begin: lets the long loop skip the look-up. */
export const NAME_INITIALS: ReadonlySet<number> = new Set([...LATIN_BY_CYRILLIC.keys()].map((k) => k.charCodeAt(0)))

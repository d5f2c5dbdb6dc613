import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import type { Term } from '../domain/entry.ts'
import { allFacilities, allInstitutions, allPosts, registerTerms } from '../store.ts'

/** What search says of institutions and facilities; an institution is found by its posts too. */
export async function institutionSearchTexts(db: Db): Promise<SearchText[]> {
  const [institutions, facilities, posts, terms] = await Promise.all([allInstitutions(db), allFacilities(db), allPosts(db), registerTerms(db)])
  const bodies = institutions.map((institution): SearchText => {
    const own = posts.filter((post) => post.institutions.includes(institution.code))
    const areas = [...new Set(own.flatMap((post) => post.areas))]
    const body = joined([institution.mandate, nameIn(terms.institutionKinds, institution.kind), ...own.map((post) => post.name)])
    return {
      kind: 'institution',
      id: institution.code,
      path: `/institutions/${institution.code.toLowerCase()}`,
      title: institution.name,
      body,
      areas,
      sample: false,
    }
  })
  const places = facilities.map(({ code, kind, name, history }): SearchText => {
    const notes = history.flatMap((spell) => [nameIn(terms.statuses, spell.status), ...(spell.note ? [spell.note] : [])])
    return {
      kind: 'facility',
      id: code,
      path: `/facilities/${code}`,
      title: name,
      body: joined([nameIn(terms.facilityKinds, kind), ...notes]),
      areas: [],
      sample: false,
    }
  })
  return [...bodies, ...places]
}

function nameIn(terms: readonly Term[], code: string): Localized {
  return terms.find((term) => term.code === code)?.name ?? {}
}

function joined(texts: readonly Localized[]): Localized {
  const cyrillic = texts.map((text) => text['sr-Cyrl']).filter((text) => text !== undefined)
  const english = texts.map((text) => text.en).filter((text) => text !== undefined)
  return { 'sr-Cyrl': cyrillic.join('. '), en: english.join('. ') }
}

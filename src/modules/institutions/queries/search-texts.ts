import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import { allFacilities, allInstitutions, allPosts } from '../store.ts'

/** What search says of institutions and facilities; an institution is found by its posts too. */
export async function institutionSearchTexts(db: Db): Promise<SearchText[]> {
  const [institutions, facilities, posts] = await Promise.all([allInstitutions(db), allFacilities(db), allPosts(db)])
  const bodies = institutions.map((institution): SearchText => {
    const own = posts.filter((post) => post.institutions.includes(institution.code))
    const areas = [...new Set(own.flatMap((post) => post.areas))]
    const body = joined([institution.mandate, institution.kind.name, ...own.map((post) => post.name)])
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
  const places = facilities.map((facility): SearchText => {
    const notes = facility.history.flatMap((spell) => [spell.status.name, ...(spell.note ? [spell.note] : [])])
    const path = `/institutions/${facility.institution.toLowerCase()}#${facility.code}`
    return { kind: 'facility', id: facility.code, path, title: facility.name, body: joined([facility.kind.name, ...notes]), areas: [], sample: false }
  })
  return [...bodies, ...places]
}

function joined(texts: readonly Localized[]): Localized {
  const cyrillic = texts.map((text) => text['sr-Cyrl']).filter((text) => text !== undefined)
  const english = texts.map((text) => text.en).filter((text) => text !== undefined)
  return { 'sr-Cyrl': cyrillic.join('. '), en: english.join('. ') }
}

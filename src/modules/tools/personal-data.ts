import { impersonal, type PersonalData } from '#platform/personal-data.ts'

/** Nothing that is typed into a tool reaches a table: it never leaves the page. */
export const personalData: PersonalData = {
  module: 'tools',
  tables: [impersonal('tool', 'slug', 'current', 'position'), impersonal('tool_version', 'id', 'slug', 'version', 'content', 'sample', 'published_at')],
}

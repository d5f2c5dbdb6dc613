import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'site',
  tables: [
    impersonal('news_item', 'slug', 'date', 'body', 'withdrawn_at'),
    impersonal('standing_page', 'slug', 'body'),
    impersonal('standing_page_version', 'slug', 'number', 'fingerprint', 'body', 'published_at'),
  ],
}

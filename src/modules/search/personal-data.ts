import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'search',
  tables: [
    impersonal('search_source', 'source', 'fingerprint'),
    impersonal('search_item', 'kind', 'id', 'source', 'path', 'areas', 'date', 'sample', 'titles', 'title_words', 'subject', 'tokens'),
    impersonal('search_body', 'kind', 'id', 'title', 'body'),
    impersonal('search_word', 'source', 'folded', 'language', 'key', 'shown', 'count', 'threes'),
  ],
}

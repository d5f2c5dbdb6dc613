import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'library',
  tables: [
    impersonal('manual', 'slug', 'current', 'position'),
    impersonal('manual_version', 'id', 'slug', 'edition', 'published', 'content', 'sample', 'published_at'),
    impersonal(
      'manual_citation',
      'manual_version',
      'position',
      'chapter',
      'passage',
      'act',
      'article',
      'as_of',
      'fact',
      'source',
      'mark',
      'owner',
      'checked',
      'next_check',
    ),
    impersonal('manual_file', 'manual_version', 'variant', 'format', 'hash', 'name', 'size', 'made_at'),
    impersonal('document', 'slug', 'body', 'sample', 'published_at', 'withdrawn_at'),
    impersonal('pocket_card', 'area', 'body', 'digest', 'sample', 'published_at'),
    impersonal('pocket_card_file', 'area', 'digest', 'variant', 'hash', 'name', 'size', 'made_at'),
    impersonal('glossary_term', 'id', 'position', 'body'),
  ],
}

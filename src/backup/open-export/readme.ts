import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/open-export.ts'

const readme = (variant: Variant) =>
  [
    `# ${words.title(variant)}`,
    words.about(variant),
    `## ${words.whatHead(variant)}`,
    `| | |\n| --- | --- |\n${rows(variant)}`,
    `## ${words.howHead(variant)}`,
    ...[words.encoding, words.time, words.ids, words.json, words.formulas].map((sentence) => `- ${sentence(variant)}`),
    `## ${words.leftOutHead(variant)}`,
    words.leftOut(variant),
    `## ${words.personalHead(variant)}`,
    words.personal(variant),
  ].join('\n\n')

const parts: readonly [path: string, what: (variant: Variant) => string][] = [
  ['index.json', words.index],
  ['tables/*.jsonl', words.tables],
  ['csv/*.csv', words.csv],
  ['schemas/*.schema.json', words.schemas],
  ['statements/*.jsonl', words.statements],
  ['courses/', words.courses],
  ['packs/', words.packs],
  ['manuals/', words.manuals],
  ['cards/', words.cards],
  ['tools/', words.tools],
  ['questions/', words.questions],
  ['glossary.yaml', words.glossary],
  ['pages/, news/', words.pages],
  ['files/', words.files],
]

function rows(variant: Variant): string {
  return parts.map(([path, what]) => `| \`${path}\` | ${what(variant)} |`).join('\n')
}

/** The same in Serbian and in English. */
export const readmes: Readonly<Record<string, string>> = { 'README.sr.md': `${readme('sr-Cyrl')}\n`, 'README.en.md': `${readme('en')}\n` }

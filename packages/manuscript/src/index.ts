// Reading: text in, a validated tree or all its problems out.

export { checkCourse, type Register } from './check-course.ts'
export type { ChapterSource, CourseSource, OutcomeSource, TestSource } from './course.ts'
export { parseCourse } from './course.ts'
// What was read.
export type * from './document.ts'
export type { DocumentSource, ManualSource, TermSource } from './library.ts'
export { parseDocumentEntry, parseGlossary, parseManual } from './library.ts'
export { parseManuscript } from './parse-manuscript.ts'
export { plainInline, plainText, words } from './plain-text.ts'
export type { Parsed, Problem, Rule } from './problem.ts'
export type { Answering, Choice, OptionSource, QuestionBase, QuestionSource, QuestionType } from './questions.ts'
export { parseQuestions } from './questions.ts'
export { type TranslationGap, translationOf } from './translation-of.ts'
// What can be done with it.
export { allBlocks, type Heading, headings, insides, mapText } from './walk.ts'
export { toXhtml, type XhtmlOptions } from './xhtml.ts'

import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/learning.ts'

/** What a test is called: „Тест поглавља 2“, „Завршни тест“. */
export function testName(variant: Variant, test: string): string {
  return test === 'final' ? words.finalTest(variant) : words.chapterTest(variant, { number: test })
}

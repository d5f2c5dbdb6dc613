import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/tools.ts'
import type { RunnerWords } from '../domain/runner-words.ts'

/** What the script says, in the variant of the page. */
export function runnerWords(variant: Variant): RunnerWords {
  return {
    because: words.because(variant),
    cleared: words.cleared(variant),
    gateLater: words.gateLater(variant),
    gateLocked: words.gateLocked(variant),
    gateLockedShort: words.gateLockedShort(variant),
    gateOpen: words.gateOpen(variant),
    gatePassed: words.gatePassed(variant),
    gateStopped: words.gateStopped(variant),
    gateUnchecked: words.gateUnchecked(variant),
    gatesCurrent: words.gatesCurrent(variant),
    gatesThrough: words.gatesThrough(variant),
    nothing: words.nothing(variant),
    openCount: words.openCount(variant),
    place: words.place(variant),
    practiceExtra: words.practiceExtra(variant),
    practiceMet: words.practiceMet(variant),
    practiceMissed: words.practiceMissed(variant),
    practiceNotYet: words.practiceNotYet(variant),
    practiceRight: words.practiceRight(variant),
    practiceStops: words.practiceStops(variant),
    practiceThrough: words.practiceThrough(variant),
    practiceWrong: words.practiceWrong(variant),
    practiceYours: words.practiceYours(variant),
    reasonChoose: words.reasonChoose(variant),
    role: words.role(variant),
    stage: words.stage(variant),
    stopTitle: words.stopTitle(variant),
    suggestedCount: words.suggestedCount(variant),
  }
}

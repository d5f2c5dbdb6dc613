/** The words that the script of a tool puts on the screen itself, by their names in the catalogue. */
export interface RunnerWords {
  readonly because: string
  readonly cleared: string
  readonly gateLater: string
  readonly gateLocked: string
  readonly gateLockedShort: string
  readonly gateOpen: string
  readonly gatePassed: string
  readonly gateStopped: string
  readonly gateUnchecked: string
  readonly gatesCurrent: string
  readonly gatesThrough: string
  readonly nothing: string
  readonly openCount: string
  readonly place: string
  readonly practiceExtra: string
  readonly practiceMet: string
  readonly practiceMissed: string
  readonly practiceNotYet: string
  readonly practiceRight: string
  readonly practiceStops: string
  readonly practiceThrough: string
  readonly practiceWrong: string
  readonly practiceYours: string
  readonly reasonChoose: string
  readonly role: string
  readonly stage: string
  readonly stopTitle: string
  readonly suggestedCount: string
}

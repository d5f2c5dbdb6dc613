const adl = (name: string) => `http://adlnet.gov/expapi/verbs/${name}` as const

/** Verbs of the ADL vocabulary that the Centre uses. */
export const verbs = {
  initialized: adl('initialized'),
  experienced: adl('experienced'),
  progressed: adl('progressed'),
  attempted: adl('attempted'),
  answered: adl('answered'),
  scored: adl('scored'),
  passed: adl('passed'),
  failed: adl('failed'),
  completed: adl('completed'),
} as const

export type VerbName = keyof typeof verbs

/** What a learner's own device may say of her; only the Centre says the rest. */
export const deviceVerbs: readonly string[] = [verbs.initialized, verbs.experienced, verbs.answered, verbs.progressed]

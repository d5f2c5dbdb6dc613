import { personalData as areas } from '#modules/areas/index.ts'
import { personalData as audit } from '#modules/audit/index.ts'
import { personalData as certificates } from '#modules/certificates/index.ts'
import { personalData as competencies } from '#modules/competencies/index.ts'
import { personalData as courses } from '#modules/courses/index.ts'
import { personalData as institutions } from '#modules/institutions/index.ts'
import { personalData as laws } from '#modules/laws/index.ts'
import { personalData as learning } from '#modules/learning/index.ts'
import { personalData as library } from '#modules/library/index.ts'
import { personalData as notices } from '#modules/notices/index.ts'
import { personalData as people } from '#modules/people/index.ts'
import { personalData as questions } from '#modules/questions/index.ts'
import { personalData as records } from '#modules/records/index.ts'
import { personalData as reports } from '#modules/reports/index.ts'
import { personalData as search } from '#modules/search/index.ts'
import { personalData as settings } from '#modules/settings/index.ts'
import { personalData as site } from '#modules/site/index.ts'
import { personalData as tools } from '#modules/tools/index.ts'
import { personalData as platform } from '#platform/own-personal-data.ts'
import type { PersonalData } from '#platform/personal-data.ts'

/**
 * Who keeps what of people, listed by hand. Higher floors come first, and `people` last: what hangs on an account
 * is taken out before the account.
 */
export const allPersonalData: readonly PersonalData[] = [
  reports,
  certificates,
  learning,
  courses,
  questions,
  library,
  tools,
  competencies,
  notices,
  search,
  site,
  institutions,
  laws,
  records,
  audit,
  settings,
  areas,
  people,
  platform,
]

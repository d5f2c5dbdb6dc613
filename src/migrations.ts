import { migrations as areas } from '#modules/areas/index.ts'
import { migrations as audit } from '#modules/audit/index.ts'
import { migrations as certificates } from '#modules/certificates/index.ts'
import { migrations as competencies } from '#modules/competencies/index.ts'
import { migrations as courses } from '#modules/courses/index.ts'
import { migrations as institutions } from '#modules/institutions/index.ts'
import { migrations as laws } from '#modules/laws/index.ts'
import { migrations as learning } from '#modules/learning/index.ts'
import { migrations as library } from '#modules/library/index.ts'
import { migrations as notices } from '#modules/notices/index.ts'
import { migrations as people } from '#modules/people/index.ts'
import { migrations as questions } from '#modules/questions/index.ts'
import { migrations as records } from '#modules/records/index.ts'
import { migrations as reports } from '#modules/reports/index.ts'
import { migrations as search } from '#modules/search/index.ts'
import { migrations as settings } from '#modules/settings/index.ts'
import { migrations as site } from '#modules/site/index.ts'
import { migrations as tools } from '#modules/tools/index.ts'
import type { ModuleMigrations } from '#platform/migrate.ts'
import { migrations as platform } from '#platform/migrations/index.ts'

/** Listed by hand, lower floors first, so that nothing but this file decides what runs. */
export const allMigrations: readonly ModuleMigrations[] = [
  { module: 'platform', migrations: platform },
  { module: 'areas', migrations: areas },
  { module: 'audit', migrations: audit },
  { module: 'settings', migrations: settings },
  { module: 'people', migrations: people },
  { module: 'institutions', migrations: institutions },
  { module: 'laws', migrations: laws },
  { module: 'records', migrations: records },
  { module: 'competencies', migrations: competencies },
  { module: 'library', migrations: library },
  { module: 'tools', migrations: tools },
  { module: 'notices', migrations: notices },
  { module: 'site', migrations: site },
  { module: 'questions', migrations: questions },
  { module: 'courses', migrations: courses },
  { module: 'learning', migrations: learning },
  { module: 'certificates', migrations: certificates },
  { module: 'reports', migrations: reports },
  { module: 'search', migrations: search },
]

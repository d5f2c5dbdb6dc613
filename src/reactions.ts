import { reactions as certificates } from '#modules/certificates/index.ts'
import { reactions as institutions } from '#modules/institutions/index.ts'
import { reactions as learning } from '#modules/learning/index.ts'
import { reactions as library } from '#modules/library/index.ts'
import { reactions as notices } from '#modules/notices/index.ts'
import { reactions as reports } from '#modules/reports/index.ts'
import { reactions as search } from '#modules/search/index.ts'
import type { Reaction } from '#platform/facts.ts'
import { reactions as backup } from './backup/reactions.ts'

/** Everything that hears facts, listed by hand. */
export const allReactions: readonly Reaction[] = [...backup, ...certificates, ...institutions, ...learning, ...library, ...notices, ...reports, ...search]

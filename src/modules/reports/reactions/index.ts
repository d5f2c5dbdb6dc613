import type { Reaction } from '#platform/facts.ts'
import { removeForgottenFiles } from '#platform/forgotten-files.ts'
import { carryOutErasure } from '../commands/erase-person.ts'
import { forgetExportsOf, makeExport } from '../commands/export-person.ts'
import { carryOutRetention } from '../commands/retention.ts'

export const reactions: readonly Reaction[] = [
  { name: 'reports.make-export', hears: 'reports.export-asked', slow: true, react: (app, body) => makeExport(app, String(body['export'])) },
  { name: 'reports.carry-out-erasure', hears: 'reports.erasure-due', react: (app, body) => carryOutErasure(app, String(body['erasure'])) },
  {
    name: 'reports.carry-out-retention',
    hears: 'reports.retention-confirmed',
    slow: true,
    react: (app, body) => carryOutRetention(app, String(body['proposal'])),
  },
  { name: 'reports.forget-exports', hears: 'people.merge-undone', react: (app, body) => forgetExportsOf(app, String(body['person'])) },
  { name: 'reports.remove-files', hears: 'platform.files-forgotten', react: removeForgottenFiles },
]

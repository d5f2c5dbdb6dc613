import type { Front, ProseKind, SheetKind } from './document.ts'
import { code, day, id, localized, localizedOrPlain, mark, refuseDisorder } from './fields.ts'
import type { Sheet } from './sheet.ts'
import { flag, integer, listOf, oneOf, type Read, readYaml, record } from './yaml-nodes.ts'

const common = { title: localized, owner: localizedOrPlain, checked: day, nextCheck: day, mark }
const optional = { summary: localized, sample: flag }
const prose = record({ ...common, summary: localized }, { sample: flag })

/** In the order in which a pack shows them. */
export const sheetKinds = ['notes', 'slides', 'exercise', 'case', 'answers'] as const satisfies SheetKind[]

const fronts: Record<ProseKind, Read<Front>> = {
  unit: record(
    {
      ...common,
      minutes: integer(5, 15, 'minutes'),
      outcomes: listOf(id, 1),
      part: oneOf('international', 'national', 'general'),
    },
    optional,
  ),
  news: record({ ...common, summary: localized, date: day, areas: listOf(code) }, { sample: flag }),
  sheet: record({ ...common, sheet: oneOf(...sheetKinds), reader: oneOf('participants', 'trainer') }, optional),
  card: record({ ...common, summary: localized, area: code }, { sample: flag }),
  chapter: prose,
  page: prose,
  document: prose,
}

/** Reads the lines between the `---` of a prose file; they begin on its second line. */
export function readFront(yaml: string, kind: ProseKind, sheet: Sheet): Front | undefined {
  const read: Read<Front> = (node, at) => {
    refuseDisorder(node, at)
    return fronts[kind](node, at)
  }
  return readYaml(yaml, read, sheet, { offset: 1, path: 'front' })
}

/** Two small tools for the tables of cases. */
import type { GatesTool, ScreeningTool, ToolBasis } from '@putokaz/manuscript'

const basis: ToolBasis = { cites: [], mark: 'practice' }
const option = (id: string) => ({ id, text: id })

const cover = {
  slug: 'sample',
  code: 'T9',
  version: '1.0.0',
  title: 'Sample',
  summary: '',
  audience: '',
  legalState: '2026-11-20',
  areas: [],
  sample: true,
  owner: '',
  checked: '2026-11-20',
  nextCheck: '2027-05-20',
  contentNote: '',
  danger: { ...basis, question: '', steps: [] },
}

const indicator = (id: string, suggests: string[], urgent = false) => ({ id, text: id, suggests, urgent })
const action = (text: string, more: { for: 'all' | string[]; stages?: string[]; urgent?: boolean }) => ({ ...basis, urgent: false, text, ...more })

export const screeningTool: ScreeningTool<string> = {
  ...cover,
  kind: 'screening',
  roles: [],
  places: [],
  stages: [option('contact'), option('interview')],
  categories: ['child', 'uasc', 'trafficking'].map((id) => ({ ...basis, ...option(id) })),
  groups: [
    { ...basis, id: 'age', title: '', indicators: [indicator('young', ['child']), indicator('no-parent', ['child', 'uasc'])] },
    { ...basis, id: 'work', title: '', indicators: [indicator('debt', ['trafficking']), indicator('threat', ['trafficking'], true)] },
  ],
  reasons: { confirm: [option('seen')], reject: [option('other-cause')], add: [option('judgement')] },
  actions: [
    action('talk alone', { for: 'all' }),
    action('guardian', { for: ['uasc'] }),
    action('postpone', { for: ['uasc'], stages: ['interview'] }),
    action('safe place', { for: ['trafficking'], urgent: true }),
  ],
  paths: [{ category: 'uasc', title: '', steps: [] }],
  referrals: [{ ...basis, to: 'guardianship body', for: ['uasc'], stages: ['contact'], how: '', write: '', leaveOut: '' }],
  cases: [],
}

export const gatesTool: GatesTool<string> = {
  ...cover,
  kind: 'gates',
  gates: ['told', 'free', 'papers'].map((id) => ({
    ...basis,
    id,
    title: id,
    question: '',
    checks: id === 'told' ? [option('language')] : [],
    answers: [
      { ...option('yes'), verdict: 'go' as const },
      { ...option('soon'), verdict: 'later' as const },
      { ...option('no'), verdict: 'stop' as const },
    ],
  })),
  cases: [],
}

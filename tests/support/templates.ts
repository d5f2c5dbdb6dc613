/** One address for every page there is, and who may open it. A page without an address here fails the run. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

export interface Template {
  /** Its folder below `src/routes/[variant=variant]`, without the groups. */
  readonly route: string
  /** Path after the prefix. */
  readonly path: string
  readonly as?: 'learner' | 'coordinator' | 'admin'
}

const visited: readonly Template[] = [
  { route: '', path: '' },
  { route: 'areas', path: '/areas' },
  { route: 'areas/[code]', path: '/areas/a1' },
  { route: 'courses', path: '/courses' },
  { route: 'courses/[code]', path: '/courses/C01' },
  { route: 'courses/[code]/[unit]', path: '/courses/C01/1-1-medjunarodni-pojmovi' },
  { route: 'glossary', path: '/glossary' },
  { route: 'library', path: '/library' },
  { route: 'library/documents/[slug]', path: '/library/documents/zakon-o-strancima' },
  { route: 'library/manuals/[slug]', path: '/library/manuals/prirucnik-prvi-kontakt' },
  { route: 'library/manuals/[slug]/[chapter]', path: '/library/manuals/prirucnik-prvi-kontakt/1-pre-razgovora' },
  { route: 'library/manuals/[slug]/print', path: '/library/manuals/prirucnik-prvi-kontakt/print' },
  { route: 'search', path: '/search?q=azil' },
  { route: 'confirm', path: '/confirm?key=nothing' },
  { route: 'forgotten', path: '/forgotten' },
  { route: 'register', path: '/register' },
  { route: 'reset', path: '/reset?key=nothing' },
  { route: 'sign-in', path: '/sign-in' },
  { route: 'sign-out', path: '/sign-out', as: 'learner' },
  { route: 'with-code', path: '/with-code' },
  { route: 'desk/codes', path: '/desk/codes', as: 'coordinator' },
]

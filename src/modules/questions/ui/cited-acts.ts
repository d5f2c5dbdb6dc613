import type { Cite } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import * as ui from '#texts/generated/ui.ts'

type NamedActs = Readonly<Record<string, { readonly name: string; readonly href: string }>>

/** Acts that a question cites, each in the words of the register; an article without its act would say nothing. */
export function citedActs(cites: readonly Cite[], acts: NamedActs, variant: Variant): { text: string; href: string | undefined }[] {
  const lines = cites.map(({ act, article }) => {
    const { name, href } = acts[act] ?? { name: act, href: undefined }
    return { text: article ? `${name}, ${ui.article(variant, { number: article })}` : name, href }
  })
  return [...new Map(lines.map((line) => [line.text, line])).values()]
}

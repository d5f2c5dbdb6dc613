import type { StateInline, Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'

export type { Token }

// HTML is recognised only so that it can be refused by name; the same holds for code blocks and images.
const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false })
markdown.disable(['lheading', 'code', 'reference', 'strikethrough'])
markdown.inline.ruler.before('link', 'span', span)
// Addresses are judged by our own rule, with file and line, instead of being left as text.
markdown.validateLink = () => true

/** Block tokens of a stretch of Markdown, with their inline tokens. */
export function tokensOf(text: string): Token[] {
  return markdown.parse(text, {})
}

/** The one inline token of a single line, such as the title of a directive. */
export function inlineTokenOf(text: string): Token | undefined {
  return markdown.parseInline(text, {})[0]
}

/** `[text]{attributes}`: the label is tokenised like that of a link, the inside of the braces is left to the reader. */
function span(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  if (src[pos] !== '[') return false
  const labelEnd = state.md.helpers.parseLinkLabel(state, pos)
  if (labelEnd < 0 || src[labelEnd + 1] !== '{') return false
  const close = src.indexOf('}', labelEnd + 2)
  if (close < 0 || close >= posMax) return false
  if (!silent) {
    state.push('span_open', 'span', 1).content = src.slice(labelEnd + 2, close)
    state.pos = pos + 1
    state.posMax = labelEnd
    state.md.inline.tokenize(state)
    state.push('span_close', 'span', -1)
  }
  state.pos = close + 1
  state.posMax = posMax
  return true
}

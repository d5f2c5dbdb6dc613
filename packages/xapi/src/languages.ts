// RFC 5646 §2.1, irregular and private tags that the grammar of the others does not have.
const irregular = new Set(['en-gb-oed', 'sgn-be-fr', 'sgn-be-nl', 'sgn-ch-de', 'i-default'])

/** Whether a text is a language tag: whether the lengths of its parts follow each other as RFC 5646 §2.1 says. */
export function isLanguage(text: string): boolean {
  if (!/^[a-z0-9-]+$/i.test(text)) return false
  const tag = text.toLowerCase()
  const [primary = '', ...parts] = tag.split('-')
  if (irregular.has(tag)) return true
  if (primary === 'x') return afterPrivateUse(parts, 0) === parts.length
  if (primary === 'i') return parts.length === 1 && /^[a-z]{2,8}$/.test(parts[0] ?? '')
  if (!/^[a-z]{2,8}$/.test(primary)) return false
  let at = primary.length > 3 ? 0 : pass(parts, { at: 0, most: 3, part: /^[a-z]{3}$/ })
  at = pass(parts, { at, most: 1, part: /^[a-z]{4}$/ })
  at = pass(parts, { at, most: 1, part: /^(?:[a-z]{2}|\d{3})$/ })
  at = pass(parts, { at, most: parts.length, part: /^(?:[a-z0-9]{5,8}|\d[a-z0-9]{3})$/ })
  return afterExtensions(parts, at) === parts.length
}

/** The place after as many parts of this form as may be there. */
function pass(parts: readonly string[], { at, most, part }: { at: number; most: number; part: RegExp }): number {
  let place = at
  while (place < at + most && part.test(parts[place] ?? '')) place++
  return place
}

// RFC 5646 §2.1: an extension is a single sign and one or more parts of two to eight; private use comes last.
function afterExtensions(parts: readonly string[], from: number): number {
  let at = from
  while (at < parts.length) {
    if (parts[at] === 'x') return afterPrivateUse(parts, at + 1)
    const end = /^[0-9a-z]$/.test(parts[at] ?? '') ? pass(parts, { at: at + 1, most: parts.length, part: /^[a-z0-9]{2,8}$/ }) : at
    if (end <= at + 1) return -1
    at = end
  }
  return at
}

function afterPrivateUse(parts: readonly string[], from: number): number {
  const end = pass(parts, { at: from, most: parts.length, part: /^[a-z0-9]{1,8}$/ })
  return end > from ? end : -1
}

// XML 1.0 §2.2: control signs, halves of surrogate pairs and these two may not stand in a document, not even as references.
const notXml = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand in an element or a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(notXml, '').replace(/[&<>"]/g, (sign) => references[sign] ?? sign)
}

/** One element; attributes without a value are left out, `inner` is markup already. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, inner: string | undefined): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(value ?? '')}"`)
    .join('')
  return inner === undefined ? `<${name}${list}/>` : `<${name}${list}>${inner}</${name}>`
}

import { signatureUsage } from '../signature-usage.ts'
import { breaksAt, type Check, fitsShape, number, shape, string } from './check.ts'
import { iri, isMediaType, languageMap } from './special.ts'

// FIPS 180-4: SHA-224, -256, -384 and -512, in hexadecimal.
const hash = /^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i

const attachmentShape = shape('Data 2.4.11', {
  'usageType!': iri,
  'display!': languageMap,
  description: languageMap,
  'contentType!': string('Data 2.4.11', isMediaType, 'an Internet Media Type'),
  'length!': number('Data 2.4.11', (length) => Number.isInteger(length) && length >= 0, 'a whole number'),
  'sha2!': string('Data 2.4.11', (text) => hash.test(text), 'a SHA-2 hash in hexadecimal'),
  fileUrl: iri,
})

export const attachment: Check = (value, look) => {
  if (!fitsShape(attachmentShape, value, look)) return
  // xAPI 1.0.3, Data 2.6: a signature has the contentType application/octet-stream.
  if (value.usageType === signatureUsage && value.contentType !== 'application/octet-stream') {
    breaksAt(look, 'contentType', 'Data 2.6: the contentType of a signature is application/octet-stream')
  }
}

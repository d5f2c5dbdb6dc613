/** A certificate as a PDF, made by the worker as the product makes it: the first one, and the rest. */
import { encode } from 'uqr'
import { certificate } from '#platform/pdf/example.ts'
import { createPdfMaker } from '#platform/pdf/index.ts'
import { quantile } from './processor.ts'
import { number, root, table } from './rig.ts'

export async function measurePdf({ firsts, warm } = { firsts: 3, warm: 200 }): Promise<string> {
  const first: number[] = []
  const rest: number[] = []
  let bytes = 0
  let cpu = 0
  for (let round = 0; round < firsts; round++) {
    const maker = createPdfMaker({ root })
    const make = async (name: number) => {
      const begun = performance.now()
      bytes = (await maker.pdf('certificate', oneOf(name), name % 2 === 0 ? 'sr-Cyrl' : 'sr-Latn')).byteLength
      return performance.now() - begun
    }
    first.push(await make(0))
    const before = process.cpuUsage()
    for (let name = 1; name <= warm / firsts; name++) rest.push(await make(name))
    const { user, system } = process.cpuUsage(before)
    cpu += (user + system) / 1000
    await maker.close()
  }
  return table(
    ['', 'ms'],
    [
      ['first of a process (Typst is compiled, the worker starts)', number(quantile(first, 0.5))],
      ['then, p50', number(quantile(rest, 0.5), 1)],
      ['then, p95', number(quantile(rest, 0.95), 1)],
      ['processor time of one', number(cpu / rest.length, 1)],
      [`size of the last: ${number(bytes / 1000, 1)} kB`, ''],
    ],
  )
}

/** Each with a number and an address of its own, so that nothing of an earlier one can be used again. */
function oneOf(name: number) {
  const verifyUrl = `https://putokaz.example/verify/7F3K92QXM${String(name).padStart(4, '0')}`
  return { ...certificate, number: `PTK-${name}`, verifyUrl, qr: encode(verifyUrl, { border: 0 }).data }
}

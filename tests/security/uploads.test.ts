/**
 * SEC-13: hostile files sent wherever a file is taken, then opened directly and embedded: not one script runs on the application's host.
 * SEC-37: pictures that would flood a decoder end at their header.
 */
import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { desk, visitor } from '../support/browser.ts'
import { sessionHeader, sessionOf } from '../support/people.ts'
import { exif, jpeg, png, pngChunk, riffChunk, webp, webpCanvas, webpOf, withSegments } from '../support/pictures.ts'

const centre = inject('centre')
const script = '<script>document.title="owned"</script>'
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='owned'">${script}</svg>`
const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('META-INF/MANIFEST.MF')])

interface Hostile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}
const file = (name: string, type: string, bytes: string | Buffer): Hostile => ({ name, type, bytes: Buffer.from(bytes) })

/** None of these is a picture, whatever it calls itself. */
const foreign: readonly Hostile[] = [
  file('znak.svg', 'image/svg+xml', svg),
  file('znak.png', 'image/png', svg),
  file('znak.svg.png', 'image/png', `<?xml version="1.0"?>${svg}`),
  file('znak.svgz', 'image/svg+xml', deflateSync(svg)),
  file('znak.html', 'text/html', `<!doctype html>${script}`),
  file('znak.png', 'text/html', `<!doctype html>${script}`),
  file('znak.html.png', 'image/png', `<html><body>${script}`),
  file('znak.jpg', 'image/jpeg', `\ufeff<html>${script}`),
  file('znak.htm\u0000.png', 'image/png', script),
  file('znak.xhtml', 'application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`),
  file('znak.xml', 'text/xml', `<?xml-stylesheet href="data:text/xsl,x"?><a>${script}</a>`),
  file('znak.png', 'image/png', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`),
  file('znak.mathml', 'application/mathml+xml', `<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>${script}</mtext></math>`),
  file('znak.pdf', 'application/pdf', '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'),
  file('znak.png', 'image/png', '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'),
  file('znak.gif', 'image/gif', `GIF89a/*${script}*/=1;`),
  file('znak.png', 'image/gif', `GIF89a=1;${script}`),
  file('znak.gif', 'image/gif', Buffer.concat([Buffer.from('GIF89a'), zip])),
  file('znak.jar', 'application/java-archive', zip),
  file('znak.png', 'image/png', zip),
  file('znak.js', 'text/javascript', 'document.title="owned"'),
  file('znak.swf', 'application/x-shockwave-flash', 'FWS\u0009'),
  file('znak.mht', 'message/rfc822', `Content-Type: text/html\n\n${script}`),
  file('znak.ico', 'image/x-icon', Buffer.from('00000100', 'hex')),
  file('znak.bmp', 'image/bmp', `BM${script}`),
  file('znak.tiff', 'image/tiff', Buffer.from('49492a00', 'hex')),
  file('znak.php', 'image/png', '<?php system($_GET[0]); ?>'),
  file('../../znak.png', 'image/png', script),
  file('', 'image/png', ''),
  file('znak.png', 'image/png', png().subarray(0, 40)),
]

/** These are pictures, and carry something besides. */
const carrying: readonly Hostile[] = [
  file('znak.png', 'image/png', png({ chunks: [pngChunk('tEXt', Buffer.from(`Title\0${script}`))] })),
  file('znak.png', 'image/png', png({ chunks: [pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${svg}`))] })),
  file('znak.png.html', 'text/html', png({ chunks: [pngChunk('eXIf', exif({ orientation: 1 }))] })),
  file('znak.svg', 'image/svg+xml', png({ behind: Buffer.from(svg) })),
  file('znak.jar', 'application/java-archive', png({ behind: zip })),
  file('znak.html', 'text/html', withSegments(jpeg, [[0xfe, Buffer.from(script)]])),
  file('znak.jpg', 'image/jpeg', withSegments(jpeg, [[0xe1, exif({ orientation: 8 })]])),
  file('znak.jpg.js', 'text/javascript', Buffer.concat([jpeg, Buffer.from(`*/document.title="owned"`)])),
  file('znak.webp', 'image/webp', webpOf([webpCanvas(40, 20, 0x04), webp.subarray(12), riffChunk('XMP ', Buffer.from(svg))])),
  file('znak "><script>alert(1)</script>.png', 'image/png', png()),
]

const bombs: readonly Hostile[] = [
  file('velika.png', 'image/png', png({ saidWidth: 30_000, saidHeight: 30_000 })),
  file('velika.png', 'image/png', png({ saidWidth: 0x7fffffff, saidHeight: 1 })),
  file('nista.png', 'image/png', png({ saidWidth: 0 })),
  file('krece.png', 'image/png', png({ chunks: [pngChunk('acTL', Buffer.alloc(8))] })),
  file('krece.png', 'image/png', png({ chunks: [pngChunk('fdAT', Buffer.alloc(8))] })),
  file('lazna.png', 'image/png', Buffer.concat([png().subarray(0, 33), Buffer.from('7fffffff49444154', 'hex')])),
  file('velika.jpg', 'image/jpeg', withSegments(jpeg, [[0xc0, Buffer.from('08ffdcffdc03012200021101031101', 'hex')]])),
  file('prazna.jpg', 'image/jpeg', jpeg.subarray(0, 20)),
  file('krece.webp', 'image/webp', webpOf([webpCanvas(40, 20, 0x02), riffChunk('ANIM', Buffer.alloc(6))])),
  file('lazna.webp', 'image/webp', webpOf([webpCanvas(16_000, 16_000), webp.subarray(12)])),
  file('dve.webp', 'image/webp', webpOf([webp.subarray(12), webp.subarray(12)])),
  file('teska.png', 'image/png', Buffer.concat([png(), Buffer.alloc(950_000)])),
]

const cookie = async () => sessionHeader(await sessionOf('admin', centre), centre)
const look = '/sr/admin/settings/look'

async function send({ name, type, bytes }: Hostile): Promise<Response> {
  const headers = { cookie: await cookie(), origin: centre.url, accept: 'text/html' }
  const page = await (await ask(centre, look, { headers })).text()
  const body = new FormData()
  body.set('number', /name="number" value="(\d+)"/.exec(page)?.[1] ?? '')
  body.set('logo', new File([new Uint8Array(bytes)], name, { type }))
  return ask(centre, `${look}?/logo`, { method: 'POST', headers, body })
}

/** The address of the logo on a page, and the page's policy. */
async function shown(): Promise<{ logo: string | undefined; policy: string }> {
  const page = await ask(centre, '/sr/about')
  const [, logo] = /class="wordmark[^"]*"[^>]*>\s*(?:<!--[^>]*-->)*<img src="([^"]+)"/.exec(await page.text()) ?? []
  return { logo, policy: page.headers.get('content-security-policy') ?? '' }
}

test('there are forty hostile files and twelve bombs', () => {
  expect([foreign.length + carrying.length, bombs.length]).toEqual([40, 12])
})

test.each([...foreign, ...bombs].map((one, order) => [`${order + 1} ${one.name} (${one.type})`, one] as const))(
  '%s is refused, and nothing of it is kept',
  async (_name, one) => {
    const before = (await shown()).logo
    expect((await send(one)).status).toBe(400)
    expect((await shown()).logo).toBe(before)
  },
)

test.each(carrying.map((one, order) => [`${order + 1} ${one.name} (${one.type})`, one] as const))(
  '%s becomes a bare picture on the content host',
  async (_name, one) => {
    expect((await send(one)).status).toBe(303)
    const { logo = '', policy } = await shown()
    const { contentUrl = '' } = centre.tls ?? {}
    expect(new URL(logo, centre.url).origin).toBe(contentUrl)
    expect(policy).toContain(`img-src 'self' ${contentUrl}`)
    expect(policy).not.toMatch(new RegExp(`script-src[^;]*${new URL(contentUrl).hostname}`))
    const answer = await ask(centre, logo)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(answer.headers.getSetCookie()).toEqual([])
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(bytes.toString('latin1')).not.toMatch(/script|svg|Exif|GPS|MANIFEST|tEXt|owned/)
    // The application's host gives nothing of it away but the way there.
    const beside = await ask(centre, new URL(new URL(logo).pathname, centre.url).href)
    expect([beside.status, beside.headers.get('location')]).toEqual([302, logo])
  },
)

test('opened directly or shown in a page, the picture is seen and nothing runs', async () => {
  await send(file('znak.html', 'text/html', withSegments(jpeg, [[0xfe, Buffer.from(script)]])))
  const { logo = '' } = await shown()
  const page = await (await visitor({ viewport: desk })).newPage()
  await page.goto(`${centre.url}/sr/about`)
  const seen = page.locator('header .wordmark img')
  await expect.poll(() => seen.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40)
  const opened = await page.goto(logo)
  expect(opened?.headers()['content-type']).toBe('image/png')
  expect(await page.title()).not.toBe('owned')
})

test('the length that a sender promises counts for nothing', async () => {
  const log = async () => (await readFile(`${centre.dataFolder}/putokaz.log`, 'utf8')).includes('out of memory')
  const headers = { cookie: await cookie(), origin: centre.url, 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await ask(centre, `${look}?/logo`, { method: 'POST', headers, body: Buffer.alloc(3_000_000) })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await log()).toBe(false)
})

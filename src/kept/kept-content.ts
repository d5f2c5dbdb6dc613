/** The files that devices keep, made once for each state of the content and handed out by their hashes. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { allCourseVersions, keptCourseText } from '#modules/courses/index.ts'
import { allEditions, keptManualText } from '#modules/library/index.ts'
import type { App } from '#platform/app.ts'
import type { Entry, Keepable, KeptFile } from './contract.ts'
import { type BesideFile, type Thing, thingsToKeep } from './keepable.ts'

/** A content file; its bytes are kept compressed, since that is how nearly everyone takes them. */
export interface ContentFile {
  readonly sha256: string
  readonly size: number
  readonly brotli: Buffer
  readonly ending: 'json' | 'txt'
}

export interface KeptContent {
  /** What can be kept now, as it is sent. */
  offer(): Promise<{ readonly etag: string; readonly body: string; readonly keepable: Keepable }>
  /** A file by its hash, also of a version that has been superseded; undefined when there is none. */
  file(sha256: string): Promise<ContentFile | undefined>
}

const compressed = promisify(brotliCompress)
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
/** What is held of earlier states, so that a device in the middle of taking them finds them. */
const statesHeld = 3

type State = Awaited<ReturnType<KeptContent['offer']>> & { readonly files: Files }

export function openKeptContent(app: App): KeptContent {
  /** Whole ones, the newest first. */
  let whole: State[] = []
  let present: { generation: number; made: Promise<State> } | undefined
  let older: { generation: number; made: Promise<Files> } | undefined
  const held: Held = (sha256) => whole.find(({ files }) => files.has(sha256))?.files.get(sha256)

  async function now(): Promise<State> {
    const generation = await app.content.generation()
    if (present?.generation === generation) return present.made
    const made = makeState(app, held)
    present = { generation, made }
    // A failure is not held: whoever asks next has it made anew.
    made.then(
      (state) => {
        whole = [state, ...whole].slice(0, statesHeld)
      },
      () => {
        if (present?.made === made) present = undefined
      },
    )
    return made
  }

  /** Versions never change, so what was published before is made again from the database, whenever somebody needs it. */
  async function ofOlderVersion(sha256: string): Promise<ContentFile | undefined> {
    const generation = await app.content.generation()
    if (older?.generation !== generation) {
      const made = makeOlderVersions(app)
      older = { generation, made }
      made.catch(() => {
        older = undefined
      })
    }
    return (await older.made).get(sha256)
  }

  return {
    offer: now,
    async file(sha256) {
      return (await now()).files.get(sha256) ?? held(sha256) ?? ofOlderVersion(sha256)
    },
  }
}

type Files = ReadonlyMap<string, ContentFile>
type Held = (sha256: string) => ContentFile | undefined

async function makeState(app: App, held: Held): Promise<State> {
  const files = new Map<string, ContentFile>()
  const entries: Entry[] = []
  for (const thing of await thingsToKeep(app)) entries.push(await entryOf(app, thing, files, held))
  const ofKind = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind)
  const [centre] = ofKind('centre')
  if (!centre) throw new Error('the Centre itself can always be kept')
  const keepable: Keepable = { centre, courses: ofKind('course'), manuals: ofKind('manual'), books: ofKind('book'), tools: ofKind('tool') }
  const body = JSON.stringify(keepable)
  return { keepable, body, etag: `"${hashOf(body).slice(0, 22)}"`, files }
}

async function entryOf(app: App, { parts, files: beside, answers = [], ...thing }: Thing, files: Map<string, ContentFile>, held: Held): Promise<Entry> {
  const content: KeptFile[] = []
  for (const part of parts) content.push({ ...addressed(await contentFile({ text: JSON.stringify(part), ending: 'json' }, files, held)), is: 'content' })
  for (const { opens, body } of answers) content.push({ ...addressed(await contentFile({ text: body, ending: 'txt' }, files, held)), is: 'answer', opens })
  const besides = await Promise.all(beside.map((file) => besideFile(app, file)))
  const all = [...content, ...besides.filter((file) => file !== undefined)]
  return { ...thing, size: all.reduce((sum, { size }) => sum + size, 0), files: all }
}

/** Documents of tools go as plain text: they are documents only where their policy goes with them. */
function addressed({ sha256, size, ending }: ContentFile): Pick<KeptFile, 'href' | 'sha256' | 'size'> {
  return { href: `/api/v1/kept/files/${sha256}.${ending}`, sha256, size }
}

interface Written {
  readonly text: string
  readonly ending: ContentFile['ending']
}

async function contentFile({ text, ending }: Written, files: Map<string, ContentFile>, held: Held): Promise<ContentFile> {
  const sha256 = hashOf(text)
  const file = files.get(sha256) ?? held(sha256) ?? { sha256, size: Buffer.byteLength(text), brotli: await compressed(text, quality), ending }
  files.set(sha256, file)
  return file
}

/** A picture or a paper that stands among the public files; its address carries its hash. Undefined when its bytes are gone. */
async function besideFile(app: App, { href, opens }: BesideFile): Promise<KeptFile | undefined> {
  const [, sha256 = ''] = /^\/files\/([0-9a-f]{64})\//.exec(href) ?? []
  const size = sha256 === '' ? undefined : await app.blobs.size(sha256)
  if (size === undefined) app.log.warn('a file of the content is not there', { href })
  return size === undefined ? undefined : { href, sha256, size, is: /\.(svg|png|jpe?g|webp)$/.test(href) ? 'picture' : 'document', ...(opens && { opens }) }
}

async function makeOlderVersions(app: App): Promise<Files> {
  const files = new Map<string, ContentFile>()
  const none: Held = () => undefined
  for (const id of await allCourseVersions(app.db)) {
    const text = await keptCourseText(app.db, id)
    if (text) await contentFile({ text: JSON.stringify(text), ending: 'json' }, files, none)
  }
  for (const id of await allEditions(app.db)) {
    const text = await keptManualText(app.db, id)
    if (text) await contentFile({ text: JSON.stringify(text), ending: 'json' }, files, none)
  }
  return files
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

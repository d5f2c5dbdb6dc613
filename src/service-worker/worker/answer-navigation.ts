import { type Asked, askedAt } from '../places.ts'

/** What a worker needs in order to answer; each is one question to the browser. */
export interface Means {
  /** Asks the server. */
  network(): Promise<Response>
  /** The kept document of a variant, in which the device draws. */
  shell(asked: Asked): Promise<Response | undefined>
  isKept(asked: Asked): Promise<boolean>
  /** An answer that was kept as it is: a field tool. */
  keptAnswer(): Promise<Response | undefined>
  /** The prefix of the variant that was read last. */
  lastPrefix(): Promise<string>
  patience(): Promise<void>
}

/** A gateway that has nobody behind it answers for itself; every answer of ours carries a policy. */
export function isFromNobody({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && !headers.has('content-security-policy')
}

/**
 * The network comes first, always. When it fails the device draws; when it is slow, the device draws only what is kept whole:
 * a page that is not kept is better late than never.
 */
export async function answerNavigation(pathname: string, means: Means): Promise<Response> {
  const asked = askedAt(pathname)
  const network = means.network().then(
    (answer) => (isFromNobody(answer) ? { failed: answer } : { answer }),
    () => ({ failed: Response.error() }),
  )
  const first = await Promise.race([network, means.patience()])
  if (first === undefined) {
    const kept = await keptWhole(asked, means)
    if (kept) return kept
  }
  const came = await network
  return 'answer' in came ? came.answer : ((await withoutNetwork(pathname, asked, means)) ?? came.failed)
}

async function keptWhole(asked: Asked | undefined, means: Means): Promise<Response | undefined> {
  if (!asked) return means.keptAnswer()
  return (await means.isKept(asked)) ? means.shell(asked) : undefined
}

async function withoutNetwork(pathname: string, asked: Asked | undefined, means: Means): Promise<Response | undefined> {
  if (asked) return means.shell(asked)
  if (pathname === '/') return elsewhere(`/${await means.lastPrefix()}`)
  const kept = await means.keptAnswer()
  if (kept) return kept
  // The page that tells of a field tool says honestly whether it is here.
  const [, prefix, slug] = fieldTool.exec(pathname) ?? []
  return prefix === undefined ? undefined : elsewhere(`/${prefix}/tools/${slug}`)
}

const fieldTool = /^\/t\/(sr|sr-latn|en)\/([a-z0-9-]{1,80})$/

function elsewhere(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}

/** The tree of institutions and units, as the parent of each code. */
export type Parents = ReadonlyMap<string, string | undefined>

/** The codes from one up to the root, itself first. A circle ends where it closes. */
export function chainUp(parents: Parents, code: string): string[] {
  const chain: string[] = []
  for (let at: string | undefined = code; at !== undefined && parents.has(at) && !chain.includes(at); at = parents.get(at)) chain.push(at)
  return chain
}

/** Whether a body would come to be part of itself. */
export function makesCircle(parents: Parents, code: string, parent: string): boolean {
  return chainUp(parents, parent).includes(code) || code === parent
}

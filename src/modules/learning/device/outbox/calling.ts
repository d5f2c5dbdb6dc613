/** Pages and the worker tell each other of the outbox; a page hears itself, too, since each of its scripts has a channel of its own. */
export type Call = 'kept' | 'changed' | 'locked'

const name = 'putokaz-outbox'
let mouth: BroadcastChannel | undefined

export function call(what: Call): void {
  mouth ??= new BroadcastChannel(name)
  mouth.postMessage(what)
}

/** Hears also what this script calls itself. */
export function hear(heard: (what: Call) => void): void {
  const ear = new BroadcastChannel(name)
  ear.addEventListener('message', ({ data }: MessageEvent<Call>) => heard(data))
}

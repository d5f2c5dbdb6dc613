/** Loaded before the server (`--import`): takes a profile of the processor between two messages of the measuring process. */
import { Session } from 'node:inspector/promises'

const session = new Session()

process.on('message', async (message) => {
  if (message === 'profile') {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 250 })
    await session.post('Profiler.start')
    process.send?.('profiling')
  }
  if (message === 'enough') process.send?.((await session.post('Profiler.stop')).profile)
})
// The measuring process must not keep the server from ending.
process.channel?.unref()

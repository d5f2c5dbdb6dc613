import { expect, test } from 'vitest'
import { allReactions } from '../reactions.ts'
import { readJobs } from './restored-jobs.ts'

async function* lineOf(reaction: string): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(['0198c0de-0000-7000-8000-00000000cafe', reaction, '{"person":"a","registrations":["b"]}']))
}

test('work of every reaction there is comes back from a backup', async () => {
  for (const { name } of allReactions) expect(await readJobs(lineOf(name), 1)).toMatchObject([{ reaction: name }])
})

test.each(['', 'search', 'search.', '.index', 'search..index', 'drop table', 'a.b.c.d.e'])('a reaction is not called %j', async (name) => {
  await expect(readJobs(lineOf(name), 1)).rejects.toThrow()
})

import { answerTasks } from '#platform/workers/index.ts'
import { makeEpub } from './make-epub.ts'

answerTasks(async () => ({ answer: (json: string) => makeEpub(JSON.parse(json)) }))

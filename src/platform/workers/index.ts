export { answerTasks, type Work } from './answer-tasks.ts'
export { createPool, type Pool, type PoolOptions } from './pool.ts'
export type { WorkerTrouble } from './worker-error.ts'

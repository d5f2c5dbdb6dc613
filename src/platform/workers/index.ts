export { answerTasks, type Work } from './answer-tasks.ts'
export { createPool, type Pool, type PoolOptions } from './pool.ts'
export { WorkerError, type WorkerTrouble } from './worker-error.ts'

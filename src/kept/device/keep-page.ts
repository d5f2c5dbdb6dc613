import { startKeeping } from './start-keeping.ts'

startKeeping(document)

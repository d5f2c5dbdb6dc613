/** A program that guards a sleeper by way of the shell, until it is killed. */
import { runGuarded } from '../../../src/platform/postgres/database-process.ts'

const said = (line: string): void => void process.stdout.write(`${line}\n`)
await runGuarded({ program: '/bin/sh', args: ['-c', 'echo sleeper $$; exec sleep 100'], account: undefined, signal: 'TERM', said })

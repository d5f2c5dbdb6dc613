#!/usr/bin/env node
// `npm start`: any Node from 20 on runs this file; it needs no package, for it is what installs them.
import { start } from './launch/start.mjs'

process.exitCode = await start(process.argv.slice(2))

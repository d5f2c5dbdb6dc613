#!/usr/bin/env node
// `npm test`: any Node from 20 on runs this file; it needs no package, for it is what installs them.
import { test } from './test/run.mjs'

process.exitCode = await test(process.argv.slice(2))

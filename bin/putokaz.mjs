#!/usr/bin/env node
// `npx putokaz …`: the same bootstrap for the terminal.
import { command } from './launch/start.mjs'

process.exitCode = await command(process.argv.slice(2))

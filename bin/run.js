#!/usr/bin/env node
import { handle, run, settings } from '@oclif/core'

settings.enableAutoTranspile = false

await run(process.argv.slice(2), import.meta.url).catch(handle)

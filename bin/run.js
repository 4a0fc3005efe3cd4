#!/usr/bin/env node
// Parts of oclif, not the whole: a third of its start-up.
import { run } from '@oclif/core/run'
import { settings } from '@oclif/core/settings'

settings.enableAutoTranspile = false

await run(process.argv.slice(2), import.meta.url).catch(async (error) => {
  const { handle } = await import('@oclif/core/handle')
  return handle(error)
})

// Parts of oclif, not the whole, which takes longer to load.
import { handle } from '@oclif/core/handle'
import { run } from '@oclif/core/run'
import { settings } from '@oclif/core/settings'

settings.enableAutoTranspile = false

await run(process.argv.slice(2), import.meta.url).catch(handle)

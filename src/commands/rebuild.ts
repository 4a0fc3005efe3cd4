import { Flags } from '@oclif/core'
import { BaseCommand } from '../cli/base-command.js'

export default class Rebuild extends BaseCommand<typeof Rebuild> {
  static override summary = 'Land every record anew from its kept text and build all models.'
  static override description = 'Needs no exports. Exits 1 when a model fails or an error-level test does.'
  static override examples = ['<%= config.bin %> rebuild --from-raw']
  static override flags = {
    'from-raw': Flags.boolean({ description: 'From the texts in raw.payloads.', required: true }),
  }

  async run(): Promise<void> {
    const { rebuild } = await import('../app/rebuild.js')
    const { result, outcome, exitCode } = await rebuild(await this.context(), this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

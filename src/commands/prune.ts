import { Flags } from '@oclif/core'
import { BaseCommand } from '../cli/base-command.js'

export default class Prune extends BaseCommand<typeof Prune> {
  static override summary = 'Delete all that is stored of conversations that ended before a day.'
  static override description =
    'The day begins in the report zone. The file is written anew, so that no byte of them stays; hashes of their ids are ' +
    'kept, so that a later load of the same exports leaves them out.'
  static override examples = ['<%= config.bin %> prune --before 2025-01-01']
  static override flags = {
    before: Flags.string({ description: 'The first day that stays, YYYY-MM-DD.', helpValue: 'DATE', required: true }),
  }

  async run(): Promise<void> {
    const { prune } = await import('../app/remove.js')
    const { result, outcome, exitCode } = await prune(await this.context(), this.flags.before, this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

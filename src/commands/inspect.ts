import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'

export default class Inspect extends BaseCommand<typeof Inspect> {
  static override summary = 'Say what files and tables are, and why, without a database.'
  static override description =
    'Platform, entity, format, columns and rows; of an Iceberg table also its snapshots, branches, files and deletes.'
  static override examples = [
    '<%= config.bin %> inspect ./exports',
    '<%= config.bin %> inspect ./warehouse/calls --json',
  ]
  static override args = {
    path: Args.string({
      description: "A file, a folder or an Iceberg table; '-' reads standard input.",
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    snapshot: Flags.string({
      description: "An Iceberg table's snapshot, branch or tag.",
      helpValue: 'ID',
      exclusive: ['as-of'],
    }),
    'as-of': Flags.string({ description: 'An Iceberg table as it was at this instant.', helpValue: 'TIME' }),
  }

  async run(): Promise<void> {
    const { inspect } = await import('../app/inspect.js')
    const { snapshot, 'as-of': asOf } = this.flags
    const { result, outcome } = await inspect({ path: this.args.path, snapshot, asOf }, this.effects)
    await this.answer(result, { outcome })
  }
}

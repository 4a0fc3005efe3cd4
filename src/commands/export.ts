import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'
import { globalFlags, selectFlag } from '../cli/flags.js'

export default class Export extends BaseCommand<typeof Export> {
  static override summary = 'Write models to a folder.'
  static override description = 'Without --select: dimensions, facts and marts. Each file is whole or not there.'
  static override examples = ['<%= config.bin %> export ./out', "<%= config.bin %> export ./out --select 'mrt_*' --csv"]
  static override baseFlags = globalFlags as typeof BaseCommand.baseFlags
  static override args = {
    dir: Args.string({ description: 'The folder; made where it is missing.', required: true, ignoreStdin: true }),
  }
  static override flags = {
    parquet: Flags.boolean({ description: 'Parquet files (the default).', exclusive: ['csv', 'arrow'] }),
    csv: Flags.boolean({ description: 'CSV files.', exclusive: ['parquet', 'arrow'] }),
    arrow: Flags.boolean({ description: 'Arrow IPC streams.', exclusive: ['parquet', 'csv'] }),
    select: selectFlag,
  }

  async run(): Promise<void> {
    const { exportModels } = await import('../app/export.js')
    const { writeModelFile } = await import('../cli/model-file.js')
    const { csv, arrow, select } = this.flags
    const format = csv ? 'csv' : arrow ? 'arrow' : 'parquet'
    const request = { folder: this.args.dir, format, select } as const
    const { result, outcome } = await exportModels(await this.context(), request, writeModelFile, this.effects)
    await this.answer(result, { outcome, format: this.jsonEnabled() ? 'json' : undefined })
  }
}

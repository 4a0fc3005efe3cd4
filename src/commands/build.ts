import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'
import { selectFlag } from '../cli/flags.js'

export default class Build extends BaseCommand<typeof Build> {
  static override summary = 'Run models and their tests in dependency order.'
  static override description = 'Exits 1 when a model fails or an error-level test does.'
  static override examples = [
    '<%= config.bin %> build',
    '<%= config.bin %> build --select +mrt_daily_queue_kpis',
    '<%= config.bin %> build --full-refresh',
  ]
  static override flags = {
    select: selectFlag,
    'full-refresh': Flags.boolean({ description: 'Build incremental models anew from all records.' }),
  }

  async run(): Promise<void> {
    const { build } = await import('../app/build.js')
    const request = { select: this.flags.select, fullRefresh: this.flags['full-refresh'] }
    const { result, outcome, exitCode } = await build(await this.context(), request, this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

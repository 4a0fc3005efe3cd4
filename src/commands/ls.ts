import { BaseCommand } from '../cli/base-command.js'
import { selectFlag } from '../cli/flags.js'

export default class Ls extends BaseCommand<typeof Ls> {
  static override summary = 'List models and tables.'
  static override examples = ['<%= config.bin %> ls', "<%= config.bin %> ls --select '+mrt_daily_queue_kpis' --json"]
  static override flags = {
    select: selectFlag,
  }

  async run(): Promise<void> {
    const { listModels } = await import('../app/list-models.js')
    await this.answer(await listModels(await this.context(), { select: this.flags.select }, this.effects))
  }
}

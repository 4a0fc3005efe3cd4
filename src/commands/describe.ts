import * as Args from '@oclif/core/args'
import { BaseCommand } from '../cli/base-command.js'

export default class Describe extends BaseCommand<typeof Describe> {
  static override summary = 'Explain a model, or the KPI of a column.'
  static override examples = [
    '<%= config.bin %> describe mrt_daily_queue_kpis',
    '<%= config.bin %> describe service_level_rate',
  ]
  static override args = {
    name: Args.string({ description: 'A model, a table or a column.', required: true, ignoreStdin: true }),
  }

  async run(): Promise<void> {
    const { describe } = await import('../app/describe.js')
    await this.answer(await describe(await this.context(), this.args.name, this.effects))
  }
}

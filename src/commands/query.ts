import * as Args from '@oclif/core/args'
import { BaseCommand } from '../cli/base-command.js'

export default class Query extends BaseCommand<typeof Query> {
  static override summary = 'Run SQL on the database, read-only.'
  static override examples = [
    `<%= config.bin %> query "select channel, sum(offered_count) from mrt_daily_queue_kpis group by 1"`,
    `<%= config.bin %> query "from fct_queue_legs" -o legs.parquet`,
  ]
  static override args = {
    sql: Args.string({ description: "The SQL; '-' reads it from standard input.", required: true, ignoreStdin: true }),
  }

  async run(): Promise<void> {
    const { query } = await import('../app/query.js')
    const sql = this.args.sql === '-' ? await this.standardInput() : this.args.sql
    await query(await this.context(), sql, (columns, batches) => this.answerBatches(columns, batches), this.effects)
  }
}

import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'
import { CxkpiError } from '../errors.js'

export default class Query extends BaseCommand<typeof Query> {
  static override summary = 'Run SQL on the database, read-only, or on files.'
  static override description =
    'With --from, the SQL reads a file, a folder or an Iceberg table by the name input; nothing is stored and no database is needed.'
  static override examples = [
    `<%= config.bin %> query "select channel, sum(offered_count) from mrt_daily_queue_kpis group by 1"`,
    `<%= config.bin %> query "from fct_queue_legs" -o legs.parquet`,
    `<%= config.bin %> query "select count(*) from input" --from ./warehouse/calls --as-of 2026-03-01`,
  ]
  static override args = {
    sql: Args.string({ description: "The SQL; '-' reads it from standard input.", required: true, ignoreStdin: true }),
  }
  static override flags = {
    from: Flags.string({
      description: "A file, a folder or an Iceberg table: input in the SQL; '-' reads standard input.",
      helpValue: 'PATH',
    }),
    snapshot: Flags.string({
      description: "An Iceberg table's snapshot, branch or tag.",
      helpValue: 'ID',
      dependsOn: ['from'],
      exclusive: ['as-of'],
    }),
    'as-of': Flags.string({
      description: 'An Iceberg table as it was at this instant.',
      helpValue: 'TIME',
      dependsOn: ['from'],
    }),
  }

  async run(): Promise<void> {
    const { from, snapshot, 'as-of': asOf } = this.flags
    if (this.args.sql === '-' && from === '-') {
      throw new CxkpiError('CXK1001', 'standard input cannot be both the SQL and what it reads', {
        hint: "write the SQL as an argument, or name a file with '--from'",
      })
    }
    const sql = this.args.sql === '-' ? await this.standardInput() : this.args.sql
    if (from === undefined) {
      const { query } = await import('../app/query.js')
      await query(await this.context(), sql, (columns, batches) => this.answerBatches(columns, batches), this.effects)
      return
    }
    const { queryInput } = await import('../app/query-input.js')
    const request = { sql, from, snapshot, asOf }
    await queryInput(
      await this.context(),
      request,
      (columns, batches) => this.answerBatches(columns, batches),
      this.effects,
    )
  }
}

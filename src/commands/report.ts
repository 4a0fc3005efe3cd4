import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'
import { chosenFormat } from '../cli/output.js'
import { namedFormat } from '../cli/flags.js'

const FILTERS = 'FILTER'
const PERIOD = 'PERIOD'
const filter = (what: string) =>
  Flags.string({
    description: `${what}; repeat for more.`,
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: FILTERS,
  })

export default class Report extends BaseCommand<typeof Report> {
  static override summary = 'Print a report; without a name, the catalogue.'
  static override description =
    'Days are local dates of the report zone; --since and --until both belong to the period. ' +
    'A day is written YYYY-MM-DD, today, yesterday, 7d, 4w, 3mo, 1y (so long ago), monday, this-week, last-week, ' +
    'this-month, last-month, last-quarter, last-year.'
  static override examples = [
    '<%= config.bin %> report',
    '<%= config.bin %> report queue-daily --since last-week --until last-week',
    '<%= config.bin %> report queue-daily --queue Billing --channel voice --csv',
    '<%= config.bin %> report agent-scorecard --since 7d --tz America/New_York -o scorecard.parquet',
  ]
  static override args = {
    name: Args.string({ description: 'The report.', ignoreStdin: true }),
  }
  static override flags = {
    since: Flags.string({ description: 'The first day.', helpValue: 'DAY', helpGroup: PERIOD }),
    until: Flags.string({ description: 'The last day, inclusive.', helpValue: 'DAY', helpGroup: PERIOD }),
    tz: Flags.string({ description: 'Cut days in another IANA zone.', helpValue: 'ZONE', helpGroup: PERIOD }),
    'date-basis': Flags.option({ options: ['leg', 'event', 'conversation'] as const })({
      description: 'The day a measure counts on.',
      helpGroup: PERIOD,
    }),
    queue: filter('A queue, by name or id'),
    agent: filter('An agent, by name or id'),
    channel: filter('A channel'),
    platform: filter('A platform'),
    org: filter('An organisation'),
  }

  async run(): Promise<void> {
    const { listReports, report } = await import('../app/report.js')
    const context = await this.context()
    const { name } = this.args
    if (name === undefined) return this.answer(await listReports(context))
    const { since, until, tz, queue, agent, channel, platform, org, output } = this.flags
    const format = chosenFormat({ output, format: namedFormat(this.flags) })
    const result = await report(
      context,
      {
        name,
        since,
        until,
        timezone: tz,
        dateBasis: this.flags['date-basis'],
        filters: { queue, agent, channel, platform, org },
        withSections: ['table', 'markdown', 'json'].includes(format),
      },
      this.effects,
    )
    await this.answer(result)
  }
}

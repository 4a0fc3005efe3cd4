import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'
import { chosenFormat } from '../cli/output.js'
import { namedFormat } from '../cli/flags.js'

const filter = (what: string) =>
  Flags.string({ description: `${what}; repeat for more.`, multiple: true, multipleNonGreedy: true })

export default class Reconcile extends BaseCommand<typeof Reconcile> {
  static override summary = "Show where the platform's own figures are others."
  static override description =
    "Compares what cxkpi computes with what the platform's own reports and summaries say: leg by leg (durations may differ " +
    'by two seconds, since reports cut instants to whole seconds), conversations that only one of both has on days of which ' +
    'both tell, and sums over queues, agents and teams (times may differ by less than a second).'
  static override examples = [
    '<%= config.bin %> reconcile',
    '<%= config.bin %> reconcile --since 7d --queue Billing --csv -o differences.csv',
  ]
  static override flags = {
    since: Flags.string({ description: 'The first day.', helpValue: 'DAY' }),
    until: Flags.string({ description: 'The last day, inclusive.', helpValue: 'DAY' }),
    queue: filter('A queue, by name or id'),
    agent: filter('An agent, by name or id'),
    platform: filter('A platform'),
    org: filter('An organisation'),
  }

  async run(): Promise<void> {
    const { reconcile } = await import('../app/reconcile.js')
    const { since, until, queue, agent, platform, org, output } = this.flags
    const format = chosenFormat({ output, format: namedFormat(this.flags) })
    const { result, outcome } = await reconcile(
      await this.context(),
      {
        since,
        until,
        filters: { queue, agent, platform, org },
        withSections: ['table', 'markdown', 'json'].includes(format),
      },
      this.effects,
    )
    await this.answer(result, { outcome })
  }
}

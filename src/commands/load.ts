import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'

export default class Load extends BaseCommand<typeof Load> {
  static override summary = 'Load exports and build the models.'
  static override description =
    'Files are detected by content; one that is known is skipped. A record that cannot be used is kept as a reject. ' +
    'Exits 1 when a file was refused or the build failed.'
  static override examples = [
    '<%= config.bin %> load ./exports',
    '<%= config.bin %> load day1.json day2.ndjson.gz --no-build',
    'zcat day3.ndjson.gz | <%= config.bin %> load -',
  ]
  static override args = {
    paths: Args.string({
      description: "Files or folders; '-' reads standard input.",
      required: true,
      multiple: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    org: Flags.string({ description: 'The organisation of these exports; part of every key.' }),
    'max-rejects': Flags.string({
      description: 'Load nothing at all where more records than these, or than this share of them, cannot be used.',
      helpValue: 'N|P%',
    }),
    'no-build': Flags.boolean({ description: 'Load only; build later.' }),
  }

  async run(): Promise<void> {
    const { load } = await import('../app/load.js')
    const { org } = this.flags
    const request = { paths: this.args.paths, build: !this.flags['no-build'], maxRejects: this.flags['max-rejects'] }
    const { result, outcome, exitCode } = await load(await this.context(org), request, this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { EXPORTED_PLATFORMS } from '../app/exported-platforms.js'
import { BaseCommand } from '../cli/base-command.js'

export default class Simulate extends BaseCommand<typeof Simulate> {
  static override summary = 'Write the exports of a simulated contact centre.'
  static override description =
    'The same options give the same bytes. The truth is computed from what was simulated, never from the exports.'
  static override examples = [
    '<%= config.bin %> simulate ./exports --conversations 2000 --days 7',
    '<%= config.bin %> simulate ./exports --noise all --truth ./truth --seed 42',
  ]
  static override args = {
    dir: Args.string({ description: 'The folder; must be empty.', required: true, ignoreStdin: true }),
  }
  static override flags = {
    platform: Flags.option({ options: EXPORTED_PLATFORMS })({
      description: 'Whose export format.',
      default: EXPORTED_PLATFORMS[0]!,
    }),
    conversations: Flags.integer({ description: 'How many conversations.', default: 2000, min: 1 }),
    days: Flags.integer({ description: 'Over how many days.', default: 7, min: 1 }),
    seed: Flags.integer({ description: 'Another seed, another contact centre.', default: 1 }),
    noise: Flags.option({ options: ['all'] as const })({ description: 'All that makes a real folder untidy.' }),
    duplicates: Flags.boolean({ description: 'The same records again, in the same file and in others.' }),
    overlaps: Flags.boolean({ description: 'Windows that overlap: open in one, complete in the next.' }),
    corrections: Flags.boolean({ description: 'Late corrections, also of the day and of the queue.' }),
    broken: Flags.boolean({ description: 'Lines that do not parse, beside what is true.' }),
    truth: Flags.string({ description: 'Write the truth to this folder.', helpValue: 'DIR' }),
    files: Flags.integer({ description: 'About so many files of conversations.', min: 1 }),
    start: Flags.string({ description: 'The first day, YYYY-MM-DD.', helpValue: 'DATE' }),
    tz: Flags.string({ description: 'The zone whose days the truth counts by.', helpValue: 'ZONE' }),
  }

  async run(): Promise<void> {
    const { simulate } = await import('../app/simulate.js')
    const { platform, conversations, days, seed, noise, truth, files, start, tz } = this.flags
    const { duplicates, overlaps, corrections, broken } = this.flags
    const { result, outcome } = await simulate(
      {
        outDir: this.args.dir,
        platform,
        conversations,
        days,
        seed,
        noise: noise === 'all' ? ['all'] : noiseNames({ duplicates, overlaps, corrections, broken }),
        ...(truth === undefined ? {} : { truthDir: truth }),
        ...(files === undefined ? {} : { files }),
        ...(start === undefined ? {} : { startDate: start }),
        ...(tz === undefined ? {} : { timezone: tz }),
      },
      this.effects,
    )
    await this.answer(result, { outcome })
  }
}

function noiseNames(flags: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(flags).filter((name) => flags[name] === true)
}

import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'

export default class Check extends BaseCommand<typeof Check> {
  static override summary = 'Show what tests and loads found, worst first.'
  static override description = 'Exits 1 when an error-level finding stands.'
  static override examples = ['<%= config.bin %> check', '<%= config.bin %> check --all --json']
  static override flags = {
    severity: Flags.option({ options: ['error', 'warn', 'info'] as const })({
      description: 'The least severity to list.',
    }),
    all: Flags.boolean({ description: 'Show resolved findings too.' }),
  }

  async run(): Promise<void> {
    const { check } = await import('../app/check.js')
    const { all, severity } = this.flags
    const { result, outcome, exitCode } = await check(await this.context(), { all, severity }, this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

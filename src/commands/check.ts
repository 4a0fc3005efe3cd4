import { Flags } from '@oclif/core'
import { BaseCommand } from '../cli/base-command.js'

export default class Check extends BaseCommand<typeof Check> {
  static override summary = 'Show what tests and loads found, worst first.'
  static override description = 'Exits 1 when an error-level finding stands.'
  static override examples = ['<%= config.bin %> check', '<%= config.bin %> check --all --json']
  static override flags = {
    all: Flags.boolean({ description: 'Show resolved findings too.' }),
  }

  async run(): Promise<void> {
    const { check } = await import('../app/check.js')
    const { result, errorCount, outcome } = await check(await this.context(), { all: this.flags.all }, this.effects)
    await this.answer(result, { outcome, exitCode: errorCount > 0 ? 1 : 0 })
  }
}

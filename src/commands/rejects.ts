import { BaseCommand } from '../cli/base-command.js'

export default class Rejects extends BaseCommand<typeof Rejects> {
  static override summary = 'List the records that could not be used, and why.'
  static override examples = ['<%= config.bin %> rejects', '<%= config.bin %> rejects --ndjson > rejects.ndjson']

  async run(): Promise<void> {
    const { rejects } = await import('../app/rejects.js')
    const result = await rejects(await this.context(), this.effects)
    await this.answer(result, { outcome: `${result.rows.length} rejects` })
  }
}

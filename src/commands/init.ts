import * as Args from '@oclif/core/args'
import { BaseCommand } from '../cli/base-command.js'

export default class Init extends BaseCommand<typeof Init> {
  static override summary = 'Write a cxkpi.yml with every key explained.'
  static override examples = ['<%= config.bin %> init', '<%= config.bin %> init ./contact-centre']
  static override args = {
    dir: Args.string({ description: 'The folder.', default: '.', ignoreStdin: true }),
  }

  async run(): Promise<void> {
    const { init } = await import('../app/init.js')
    await this.answer(await init(this.args.dir), { outcome: "next: 'cxkpi load PATH' with a folder of exports" })
  }
}

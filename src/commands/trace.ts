import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import { BaseCommand } from '../cli/base-command.js'

export default class Trace extends BaseCommand<typeof Trace> {
  static override summary = 'Show one conversation, back to file and line.'
  static override examples = ['<%= config.bin %> trace 2b3c4d5e', '<%= config.bin %> trace 2b3c4d5e --json']
  static override args = {
    conversation: Args.string({
      description: 'Its id, or as much of the beginning as names one.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    platform: Flags.string({ description: 'The platform, where ids collide.' }),
    org: Flags.string({ description: 'The organisation, where ids collide.' }),
  }

  async run(): Promise<void> {
    const { trace } = await import('../app/trace.js')
    const { platform, org } = this.flags
    const request = { conversation: this.args.conversation, platform, org }
    await this.answer(await trace(await this.context(), request, this.effects))
  }
}

import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../cli/base-command.js'

export default class Forget extends BaseCommand<typeof Forget> {
  static override summary = 'Delete all that is stored of one conversation.'
  static override description =
    'Its records, texts, rejects, findings and rows of models go; the file is written anew, so that no byte of them stays. ' +
    'A hash of the id is kept: a later load of the same export leaves the conversation out.'
  static override examples = ['<%= config.bin %> forget 2b3c4d5e-6f70-4a81-92b3-c4d5e6f70819']
  static override args = {
    conversation: Args.string({ description: 'Its whole id.', required: true, ignoreStdin: true }),
  }
  static override flags = {
    platform: Flags.string({ description: 'The platform, where ids collide.' }),
    org: Flags.string({ description: 'The organisation, where ids collide.' }),
  }

  async run(): Promise<void> {
    const { forget } = await import('../app/remove.js')
    const { platform, org } = this.flags
    const request = { conversation: this.args.conversation, platform, org }
    const { result, outcome, exitCode } = await forget(await this.context(), request, this.effects)
    await this.answer(result, { outcome, exitCode })
  }
}

import { BaseCommand } from '../cli/base-command.js'

export default class Doctor extends BaseCommand<typeof Doctor> {
  static override summary = 'Check what cxkpi runs on.'
  static override description = 'Exits 2 for a faulty configuration, 3 for a database that cannot be used.'
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json']

  async run(): Promise<void> {
    const { doctor } = await import('../app/doctor.js')
    const loadConfig = async () => (await this.context()).config
    const { result, exitCode } = await doctor(loadConfig, this.flags.wait * 1000, this.effects)
    await this.answer(result, { exitCode })
  }
}

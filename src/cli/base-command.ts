import type { Interfaces } from '@oclif/core'
import { Command } from '@oclif/core/command'
import type { Context } from '../app/context.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { renderObject, type Format } from '../render/index.js'
import type { Column, Result, Row } from '../result.js'
import { openEffects } from './effects.js'
import { errorText } from './error-text.js'
import { formatFlags, globalFlags, namedFormat } from './flags.js'
import { writeBatches, writeResult } from './output.js'
import { endQuietlyOnClosedPipe, hasColor, writeOut, writeTalk } from './terminal.js'
import { toCxkpiError } from './to-cxkpi-error.js'

export type CommandFlags<T extends typeof Command> = Interfaces.InferredFlags<
  (typeof BaseCommand)['baseFlags'] & T['flags']
>
export type CommandArgs<T extends typeof Command> = Interfaces.InferredArgs<T['args']>

/** How a command ends. */
interface Ending {
  /** A last line for people. */
  readonly outcome?: string
  readonly exitCode?: number
  /** Instead of the format that the flags name. */
  readonly format?: Format | undefined
}

/** What every command shares: flags, configuration, effects, one way to answer and one way to fail. */
export abstract class BaseCommand<T extends typeof Command> extends Command {
  static override enableJsonFlag = true
  static override baseFlags = { ...globalFlags, ...formatFlags }

  protected flags!: CommandFlags<T>
  protected args!: CommandArgs<T>
  protected effects: Effects = silentEffects
  private settle: () => void = () => undefined

  override async init(): Promise<void> {
    await super.init()
    endQuietlyOnClosedPipe()
    const { effects, settle } = openEffects(this.jsonEnabled())
    this.effects = effects
    this.settle = settle
    const { flags, args } = await this.parse({
      flags: this.ctor.flags,
      baseFlags: (super.ctor as typeof BaseCommand).baseFlags,
      enableJsonFlag: this.ctor.enableJsonFlag,
      args: this.ctor.args,
      strict: this.ctor.strict,
    })
    this.flags = flags as CommandFlags<T>
    this.args = args as CommandArgs<T>
  }

  /** The configuration and how to open the database, for the use cases. */
  protected async context(org?: string): Promise<Context> {
    const { configuration } = await import('../app/configuration.js')
    const { db, config, wait } = this.flags as { db?: string; config?: string; wait: number }
    return { config: await configuration({ db, config, org }), waitMs: wait * 1000 }
  }

  /** Writes the answer where and how the flags say. */
  protected async answer(result: Result, ending: Ending = {}): Promise<void> {
    this.settle()
    const flags = this.flags as Readonly<Record<string, unknown>> & { output?: string }
    const format = 'format' in ending ? ending.format : namedFormat(flags)
    await writeResult(result, { output: flags.output, format })
    if (ending.outcome !== undefined) this.effects.warn(ending.outcome)
    if (ending.exitCode !== undefined) process.exitCode = ending.exitCode
  }

  /** As answer, for rows that need not all be in memory. */
  protected async answerBatches(columns: readonly Column[], batches: AsyncIterable<Row[]>): Promise<void> {
    const flags = this.flags as Readonly<Record<string, unknown>> & { output?: string }
    await writeBatches(columns, batches, { output: flags.output, format: namedFormat(flags) })
  }

  /** What is piped in; read only where an argument is `-`. */
  protected async standardInput(): Promise<string> {
    const pieces: Buffer[] = []
    for await (const piece of this.effects.standardInput()) pieces.push(piece)
    return Buffer.concat(pieces).toString('utf8')
  }

  protected override async catch(error: unknown): Promise<void> {
    this.settle()
    const failure = this.effects.signal.aborted ? new CxkpiError('CXK9130', 'interrupted') : this.failure(error)
    process.exitCode = failure.exitCode
    if (this.jsonEnabled()) await writeOut(renderObject({ error: failure }))
    else writeTalk(errorText(failure, { color: hasColor(process.stderr), debug: process.env['CXKPI_DEBUG'] === '1' }))
  }

  private failure(error: unknown): CxkpiError {
    const known = { ...this.ctor.baseFlags, ...this.ctor.flags }
    return toCxkpiError(error, `cxkpi ${this.id?.replaceAll(':', ' ') ?? ''}`, ['json', ...Object.keys(known)])
  }
}

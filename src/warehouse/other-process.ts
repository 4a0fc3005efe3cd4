import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { quotedString } from '@duckdb/node-api'
import { packageRoot } from '../config/index.js'
import { CxkpiError } from '../errors.js'
import type { Answer, Failure, Opening, Request } from './messages.js'
import { sharedMemory } from './memory.js'
import { makeTemporaryFolder } from './temporary-folder.js'
import type { Parameters, Session, Warehouse } from './warehouse.js'
import type { Row } from '../result.js'

/** The programs that call `serve`: files of dist, which has them whoever runs src. */
export type Program = 'warehouse/serving' | 'ingest/reading'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * A database in the memory of a process of its own: what one of the two processes has read never lies in the memory that
 * the other one writes to a file.
 *
 * DuckDB does not clear its buffers, and writes them to the end: behind the data of a block stands what lay in that
 * memory before.
 */
export class OtherProcess implements Session {
  private readonly waiting = new Map<number, Waiting>()
  private asked = 0

  private constructor(
    private readonly child: ChildProcess,
    /** A private folder beside the warehouse's file, for files that both read and write; gone when the process is closed. */
    readonly folder: string,
    private readonly signal: AbortSignal | undefined,
  ) {
    child.on('message', (answer: Answer) => this.settle(answer))
    child.on('exit', (code, signal) => this.fail(ended(code, signal)))
    child.on('error', (error) => this.fail(error))
    signal?.addEventListener('abort', this.interrupt, { once: true })
  }

  /** Starts a process and gives work both it and what it answered to `told`; they share the memory meanwhile. */
  static async with<T>(
    warehouse: Warehouse,
    { program, told = null }: { readonly program: Program; readonly told?: unknown },
    work: (other: OtherProcess, answer: unknown) => Promise<T>,
  ): Promise<T> {
    return withItsShareOfMemory(warehouse, async (settings) => {
      const folder = await makeTemporaryFolder(warehouse.path)
      const child = fork(join(packageRoot(), 'dist', `${program}.js`), {
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const other = new OtherProcess(child, folder, warehouse.signal)
      try {
        return await work(other, await other.ask('open', [{ ...settings, folder, told } satisfies Opening]))
      } finally {
        await other.close()
      }
    })
  }

  async run(sql: string, parameters: Parameters = {}): Promise<number> {
    return (await this.ask('run', [sql, parameters])) as number
  }

  async rows(sql: string, parameters: Parameters = {}): Promise<Row[]> {
    return (await this.ask('rows', [sql, parameters])) as Row[]
  }

  async append(table: string, columns: readonly (readonly string[] | readonly bigint[])[]): Promise<void> {
    await this.ask('append', [table, columns])
  }

  private async ask(method: 'open' | keyof Session, values: readonly unknown[]): Promise<unknown> {
    if (this.signal?.aborted === true) throw new CxkpiError('CXK9130', 'interrupted')
    const id = ++this.asked
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.send({ method, id, values } as Request)
    })
  }

  private readonly interrupt = (): void => {
    this.send({ method: 'interrupt' })
  }

  private send(request: Request): void {
    this.child.send(request, (error) => {
      if (error !== null) this.fail(error)
    })
  }

  private settle({ id, value, error }: Answer): void {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(errorOf(error))
  }

  private fail(error: unknown): void {
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }

  private async close(): Promise<void> {
    this.signal?.removeEventListener('abort', this.interrupt)
    const isRunning = this.child.exitCode === null && this.child.signalCode === null
    if (isRunning && this.child.kill('SIGKILL')) await once(this.child, 'exit')
    await rm(this.folder, { recursive: true, force: true })
  }
}

function errorOf({ message, code, hint }: Failure): Error {
  return code === undefined ? new Error(message) : new CxkpiError(code, message, hint === undefined ? {} : { hint })
}

function ended(code: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === null) return new Error(`a process that cxkpi had started ended with ${code}`)
  return new CxkpiError('CXK2003', `a process that cxkpi had started was ended by the system (${signal})`, {
    hint: 'lower memory_limit in cxkpi.yml, or free memory',
  })
}

/** Two processes share what DuckDB may hold in memory in one. */
async function withItsShareOfMemory<T>(
  warehouse: Warehouse,
  work: (settings: Pick<Opening, 'memoryLimit' | 'threads'>) => Promise<T>,
): Promise<T> {
  const [row] = await warehouse.rows(
    "select current_setting('memory_limit') as whole, current_setting('threads') as threads",
  )
  const whole = String(row?.['whole'])
  const memoryLimit = sharedMemory(whole)
  try {
    await warehouse.run(`set memory_limit = ${quotedString(memoryLimit)}`)
    return await work({ memoryLimit, threads: Number(row?.['threads']) })
  } finally {
    await warehouse.run(`set memory_limit = ${quotedString(whole)}`).catch(() => undefined)
  }
}

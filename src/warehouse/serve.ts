import { rmSync } from 'node:fs'
import { CxkpiError, messageOf } from '../errors.js'
import type { Answer, Failure, Opening, Request } from './messages.js'
import { Warehouse, type Session } from './warehouse.js'

/**
 * Runs in a database in memory what the process that started this one asks for. Ends with that process, whatever became
 * of it, and removes its folder then.
 *
 * @param define lets the SQL call functions, as the other process has told
 * @returns what is answered to the opening
 */
export function serve(define: (warehouse: Warehouse, told: unknown) => unknown = () => null): void {
  const interruption = { controller: new AbortController() }
  let session: Session | undefined
  let folder: string | undefined

  const open = async (opening: Opening): Promise<unknown> => {
    folder = opening.folder
    const { memoryLimit, threads } = opening
    const warehouse = await Warehouse.open(':memory:', {
      access: 'write',
      memoryLimit,
      threads,
      temporaryFolder: folder,
      signal: interruption.controller.signal,
    })
    session = warehouse
    return define(warehouse, opening.told)
  }
  const answer = async (request: Request): Promise<void> => {
    if (request.method === 'interrupt') return interruption.controller.abort()
    const { id, method, values } = request
    try {
      const work = method === 'open' ? open(...values) : call(session!, method, values)
      reply({ id, value: await work })
    } catch (error) {
      reply({ id, error: failureOf(error) })
    }
  }

  process.on('message', (request: Request) => void answer(request))
  // Ctrl-C at a terminal goes to this process, too; the other one says what is to become of the work.
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    process.kill(process.pid, 'SIGKILL')
  })
}

function call(session: Session, method: keyof Session, values: readonly unknown[]): Promise<unknown> {
  return (session[method] as (...values: unknown[]) => Promise<unknown>).apply(session, [...values])
}

function reply(answer: Answer): void {
  process.send?.(answer)
}

function failureOf(error: unknown): Failure {
  const message = messageOf(error)
  return error instanceof CxkpiError ? { message, code: error.code, hint: error.detail.hint } : { message }
}

import { CxkpiError, messageOf } from '../errors.js'

const LOCK = /Could not set lock on file/i
const HOLDER = /Conflicting lock is held in (.*?) \(PID (\d+)\)/i

export function isLockError(error: unknown): boolean {
  return LOCK.test(messageOf(error))
}

/** Turns what DuckDB throws when a file is opened into a sentence with a way out. */
export function openError(path: string, error: unknown): CxkpiError {
  const text = messageOf(error)
  if (isLockError(error)) {
    const holder = HOLDER.exec(text)
    const who = holder === null ? 'another process' : `another process (${holder[1]}, PID ${holder[2]})`
    return new CxkpiError('CXK2002', `${path} is open in ${who}`, {
      hint: 'close it, or wait for it with --wait SECONDS',
      path,
      cause: error,
    })
  }
  if (/newer version of DuckDB|serialized from/i.test(text)) {
    return new CxkpiError('CXK2001', `${path} was written by a newer DuckDB than this one reads`, {
      hint: 'use the cxkpi that wrote it, or load the exports into a new file',
      path,
      cause: error,
    })
  }
  return new CxkpiError('CXK2001', `${path} cannot be opened as a cxkpi database: ${firstLine(text)}`, {
    hint: 'name another file with --db, or load the exports into a new one',
    path,
    cause: error,
  })
}

/** Turns what DuckDB throws while it runs a statement into ours, where a user can act on it. */
export function queryError(error: unknown): unknown {
  const text = messageOf(error)
  if (/^INTERRUPT/i.test(text)) return new CxkpiError('CXK9130', 'interrupted', { cause: error })
  if (/^Out of Memory/i.test(text)) {
    return new CxkpiError('CXK2003', `not enough memory: ${firstLine(text)}`, {
      hint: 'raise memory_limit in cxkpi.yml, or free memory',
      cause: error,
    })
  }
  if (/No space left on device|disk is full|max_temp_directory_size/i.test(text)) {
    return new CxkpiError('CXK2003', `not enough disk: ${firstLine(text)}`, {
      hint: 'free space where the database is; nothing that was committed is lost',
      cause: error,
    })
  }
  return error
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}

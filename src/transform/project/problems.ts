import { CxkpiError } from '../../errors.js'

/**
 * Throws everything that is wrong with a project as one error; nothing where nothing is.
 *
 * @throws CxkpiError CXK4001
 */
export function throwProblems(problems: readonly CxkpiError[]): void {
  const [first, ...others] = problems
  if (first === undefined) return
  if (others.length === 0) throw first
  const lines = problems.map(({ message, detail }) =>
    detail.hint === undefined ? message : `${message} (${detail.hint})`,
  )
  throw new CxkpiError('CXK4001', `${problems.length} problems in the SQL project:\n${lines.join('\n')}`, {
    ...(first.detail.path === undefined ? {} : { path: first.detail.path }),
    ...(first.detail.line === undefined ? {} : { line: first.detail.line }),
  })
}

/** Runs `work`; what it throws joins the problems, so that the next file is looked at too. */
export function collecting<T>(problems: CxkpiError[], work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof CxkpiError)) throw error
    problems.push(error)
    return undefined
  }
}

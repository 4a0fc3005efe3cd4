/** A piece of work that may begin when all that it waits for is done. */
export interface Task<Lane> {
  readonly after: ReadonlySet<Task<Lane>>
  readonly run: (lane: Lane) => Promise<void>
}

/**
 * Does each task in one of several lanes, as soon as one is free and what it waits for is done; of those that may begin, the
 * first of the list.
 *
 * @param tasks each behind all that it waits for
 * @throws what the first task that failed threw, when no lane is at work any more; no other has begun since
 */
export async function inLanes<Lane>(lanes: readonly Lane[], tasks: readonly Task<Lane>[]): Promise<void> {
  const free = [...lanes]
  const waiting = [...tasks]
  const done = new Set<Task<Lane>>()
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const work = async (task: Task<Lane>, lane: Lane): Promise<void> => {
    try {
      await task.run(lane)
      done.add(task)
    } catch (error) {
      failures.push(error)
    }
    free.push(lane)
  }
  for (;;) {
    const index = waiting.findIndex(({ after }) => [...after].every((task) => done.has(task)))
    if (index >= 0 && free.length > 0 && failures.length === 0) {
      const [task] = waiting.splice(index, 1)
      const turn = work(task!, free.shift()!).finally(() => running.delete(turn))
      running.add(turn)
    } else if (running.size > 0) await Promise.race(running)
    else break
  }
  if (failures.length > 0) throw failures[0]
}

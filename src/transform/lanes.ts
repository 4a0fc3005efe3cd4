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
  const waiting = [...tasks]
  const done = new Set<Task<Lane>>()
  let wake: () => void = () => undefined
  let change = nextChange()
  function nextChange(): Promise<void> {
    return new Promise((resolve) => (wake = resolve))
  }
  function announce(): void {
    const told = wake
    change = nextChange()
    told()
  }
  const work = async (lane: Lane): Promise<void> => {
    while (waiting.length > 0) {
      const index = waiting.findIndex(({ after }) => [...after].every((task) => done.has(task)))
      if (index < 0) {
        await change
        continue
      }
      const [task] = waiting.splice(index, 1)
      try {
        await task!.run(lane)
        done.add(task!)
      } catch (error) {
        waiting.length = 0
        throw error
      } finally {
        announce()
      }
    }
  }
  const ends = await Promise.allSettled(lanes.map(work))
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

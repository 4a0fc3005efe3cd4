import { describe, expect, it } from 'vitest'
import { inLanes, type Task } from '../../src/transform/lanes.js'

/** Work that ends when it is told to, and what has happened so far. */
function workshop() {
  const log: string[] = []
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
  const task = (name: string, ...after: Task<string>[]): Task<string> => ({
    after: new Set(after),
    run: async (lane) => {
      log.push(`${name} begins in ${lane}`)
      await new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }))
      log.push(`${name} ends`)
    },
  })
  const settle = async () => new Promise((resolve) => setImmediate(resolve))
  const end = async (name: string) => {
    ends.get(name)!.resolve()
    await settle()
  }
  const fail = async (name: string) => {
    ends.get(name)!.reject(new Error(`${name} failed`))
    await settle()
  }
  return { log, task, end, fail, settle }
}

describe('tasks in lanes', () => {
  it('go on at the same time, one in each lane', async () => {
    const { log, task, end, settle } = workshop()
    const all = inLanes(['A', 'B'], [task('one'), task('two'), task('three')])
    await settle()
    expect(log).toEqual(['one begins in A', 'two begins in B'])
    await end('two')
    expect(log.slice(2)).toEqual(['two ends', 'three begins in B'])
    await end('one')
    await end('three')
    await all
  })

  it('wait for what they come after, and let later ones pass meanwhile', async () => {
    const { log, task, end, settle } = workshop()
    const first = task('first')
    const all = inLanes(['A', 'B'], [first, task('second', first), task('other')])
    await settle()
    expect(log).toEqual(['first begins in A', 'other begins in B'])
    await end('first')
    expect(log.slice(2)).toEqual(['first ends', 'second begins in A'])
    await end('second')
    await end('other')
    await all
  })

  it('keep their order in one lane', async () => {
    const log: string[] = []
    const tasks = ['one', 'two', 'three'].map((name) => ({
      after: new Set<Task<string>>(),
      run: async () => {
        await Promise.resolve()
        log.push(name)
      },
    }))
    await inLanes(['A'], tasks)
    expect(log).toEqual(['one', 'two', 'three'])
  })

  it('begin no more after one has failed, and end before the failure is told', async () => {
    const { log, task, end, fail, settle } = workshop()
    let told: unknown
    const all = inLanes(['A', 'B'], [task('bad'), task('good'), task('late')]).catch((error: unknown) => {
      told = error
    })
    await settle()
    await fail('bad')
    expect(told).toBeUndefined()
    await end('good')
    await all
    expect(told).toEqual(new Error('bad failed'))
    expect(log).toEqual(['bad begins in A', 'good begins in B', 'good ends'])
  })
})

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/index.js'
import { OtherProcess, withWarehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'

const folder = ownFolder()
const FOR_LONG = 'select count(*) from range(100000000000) where range % 7 = 3'

function inOtherProcess<T>(work: (other: OtherProcess) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const options = { access: 'write', ...(signal === undefined ? {} : { signal }) } as const
  return withWarehouse(join(folder, 'centre.duckdb'), options, (warehouse) =>
    OtherProcess.with(warehouse, { program: 'warehouse/serving' }, work),
  )
}

describe('a database in another process', () => {
  it('answers as one in this process does', async () => {
    await inOtherProcess(async (other) => {
      await other.run('create temp table made (n bigint)')
      expect(await other.run('insert into made from range($count)', { count: 3 })).toBe(3)
      await other.append('made', [[7n, 8n]])
      expect(await other.rows('select n, n + $more as more from made where n > 1', { more: 2n ** 60n })).toEqual([
        { n: 2, more: 2n ** 60n + 2n },
        { n: 7, more: 2n ** 60n + 7n },
        { n: 8, more: 2n ** 60n + 8n },
      ])
    })
  })

  it('fails as one in this process does', async () => {
    await inOtherProcess(async (other) => {
      await expect(other.run('select nothing')).rejects.toThrow(/^Binder Error: /)
      await other.run("set memory_limit = '20MB'; set max_temp_directory_size = '1MB'")
      await expect(
        other.run('create table large as select md5(range::varchar) from range(2000000)'),
      ).rejects.toMatchObject({ code: 'CXK2003', exitCode: 3 })
    })
  })

  it('stops when the user interrupts, and begins nothing after that', async () => {
    const controller = new AbortController()
    await expect(
      inOtherProcess(async (other) => {
        setTimeout(() => controller.abort(), 50)
        await expect(other.run(FOR_LONG)).rejects.toMatchObject({ code: 'CXK9130' })
        await other.run('select 1')
      }, controller.signal),
    ).rejects.toMatchObject({ code: 'CXK9130' })
  })

  it('has a private folder beside the file, which is gone afterwards', async () => {
    const path = await inOtherProcess((other) => {
      expect(statSync(other.folder).mode & 0o777).toBe(0o700)
      writeFileSync(join(other.folder, 'rows.parquet'), 'something')
      return Promise.resolve(other.folder)
    })
    expect(existsSync(path)).toBe(false)
    expect(readdirSync(folder)).toEqual(['centre.duckdb'])
  })

  it('ends with the process that started it, and takes the folder with it', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    const child = fork(join(packageRoot(), 'dist/warehouse/serving.js'), { execArgv: [], serialization: 'advanced' })
    const open = { method: 'open', id: 1, values: [{ memoryLimit: '1GB', threads: 1, folder: own, told: null }] }
    child.send(open)
    await once(child, 'message')
    child.send({ method: 'run', id: 2, values: [FOR_LONG, {}] })
    child.disconnect()
    await once(child, 'exit')
    expect(existsSync(own)).toBe(false)
  })
})

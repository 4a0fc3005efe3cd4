import { describe, expect, it } from 'vitest'
import { loadMemory, machineMemory } from '../../src/warehouse/index.js'

const GB = 1e9

describe('the memory of a load', () => {
  it.each([
    [16 * GB, '2000MB'],
    [4 * GB, '1850MB'],
    [2 * GB, '850MB'],
    [0.5 * GB, '300MB'],
  ])('of %d bytes that the process may use is %s', (bytes, setting) => {
    expect(loadMemory(bytes)).toBe(setting)
  })

  it('is measured against what the machine has', () => {
    expect(machineMemory()).toBeGreaterThan(0)
    expect(machineMemory()).toBeLessThan(2 ** 50)
  })
})

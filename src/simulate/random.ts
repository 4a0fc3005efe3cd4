/** A seeded generator: same seed, same numbers, on every machine. */
export class Random {
  #state: number

  constructor(...seeds: number[]) {
    this.#state = 0x9e3779b9
    for (const seed of seeds) {
      this.#state = mix((this.#state ^ (seed >>> 0)) >>> 0)
      this.#state = mix((this.#state ^ Math.floor(seed / 4294967296)) >>> 0)
    }
  }

  /** 32 random bits. */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    return mix(this.#state)
  }

  /** A number in [0, 1). */
  next(): number {
    return this.bits() / 4294967296
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)] as T
  }

  /** A whole number, exponentially distributed around the mean, at least `least` and at most twenty times the mean. */
  around(mean: number, least = 1): number {
    const value = Math.round(-Math.log(1 - this.next()) * mean)
    return Math.min(Math.max(value, least), mean * 20)
  }

  /** A version 4 UUID. */
  uuid(): string {
    const a = hex(this.bits())
    const b = hex(this.bits())
    const c = hex(this.bits())
    const variant = '89ab'[(this.#state >>> 3) & 3] as string
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${hex(this.bits())}`
  }
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0')
}

function mix(value: number): number {
  let z = value
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}

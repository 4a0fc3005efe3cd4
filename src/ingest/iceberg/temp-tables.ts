import type { Session } from '../../warehouse/index.js'

let lastScan = 0

/** The temporary tables of one scan: names that no other scan on the connection has, dropped together. */
export class TempTables {
  private readonly names: string[] = []
  private readonly scan = ++lastScan

  constructor(private readonly warehouse: Session) {}

  async create(name: string, columns: string): Promise<string> {
    return this.make(name, `(${columns})`)
  }

  async createAs(name: string, query: string): Promise<string> {
    return this.make(name, `as ${query}`)
  }

  async drop(): Promise<void> {
    for (const name of this.names.splice(0)) await this.warehouse.run(`drop table if exists ${name}`)
  }

  private async make(name: string, definition: string): Promise<string> {
    const full = `iceberg_${this.scan}_${name}_${this.names.length}`
    await this.warehouse.run(`create temp table ${full} ${definition}`)
    this.names.push(full)
    return full
  }
}

import type { TemplateValue } from './values.js'

/** Anything that knows names: the globals of a project, or a scope. */
export type Names = Pick<ReadonlyMap<string, TemplateValue>, 'has' | 'get'>

/** The names a template sees: its own, then those around it. `set` writes the innermost, as Jinja's. */
export class Scope {
  private readonly own = new Map<string, TemplateValue>()

  constructor(private readonly outer: Names) {}

  has(name: string): boolean {
    return this.own.has(name) || this.outer.has(name)
  }

  get(name: string): TemplateValue {
    return this.own.has(name) ? this.own.get(name) : this.outer.get(name)
  }

  set(name: string, value: TemplateValue): void {
    this.own.set(name, value)
  }
}

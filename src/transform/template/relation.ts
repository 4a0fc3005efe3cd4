/** The place of a table or view; its text is what SQL names it by. */
export class Relation {
  constructor(
    readonly schema: string | undefined,
    readonly identifier: string,
  ) {}

  get name(): string {
    return this.identifier
  }

  toString(): string {
    const table = quoted(this.identifier)
    return this.schema === undefined ? table : `${quoted(this.schema)}.${table}`
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

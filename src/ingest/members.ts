import type { Entity, Shape } from '../platforms/index.js'
import { plainName } from './conform.js'
import type { TypeTree } from './duckdb-type.js'

export type Struct = Extract<TypeTree, { kind: 'struct' }>

export interface Member {
  readonly name: string
  readonly type: TypeTree
}

/** What an entity's fields are called besides their names. */
export type Naming = Pick<Entity, 'spellings' | 'columns'>

/** Which members of a struct hold which field of a shape, and which hold none. */
export function membersOf(
  { fields }: Struct,
  shape: Shape,
  { spellings = {}, columns = {} }: Naming = {},
): { known: Map<string, Member[]>; others: Member[] } {
  const known = new Map<string, Member[]>()
  const names = new Map<string, string>()
  for (const name of typeof shape === 'object' ? Object.keys(shape) : []) {
    known.set(name, [])
    for (const spelling of [name, ...(spellings[name] ?? [])]) names.set(plainName(spelling), name)
  }
  const present = new Set(fields.map(([name]) => plainName(name)))
  for (const [field, preferred] of Object.entries(columns)) {
    const column = preferred.map(plainName).find((name) => present.has(name))
    if (column === undefined) continue
    for (const [name, meant] of names) if (meant === field) names.delete(name)
    names.set(column, field)
  }
  const others: Member[] = []
  const taken = new Set<string>()
  for (const [name, type] of fields) {
    const field = names.get(plainName(name))
    if (field === undefined || taken.has(plainName(name))) others.push({ name, type })
    else known.get(field)!.push({ name, type })
    taken.add(plainName(name))
  }
  return { known, others }
}

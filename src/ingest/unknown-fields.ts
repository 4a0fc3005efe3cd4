import type { Entity, JsonObject, Shape } from '../platforms/index.js'

/** The paths of fields in the records that neither landing nor the platform's documentation knows, sorted, each once. */
export function unknownFields(entity: Entity, records: readonly JsonObject[]): string[] {
  const known = knownFields(entity)
  const unknown = new Set<string>()
  for (const record of records) visit(record, known, unknown)
  return [...unknown].sort()
}

interface KnownField {
  /** Behind which the names of the fields in it stand: '' or 'a.b.'. */
  readonly prefix: string
  readonly fields: Map<string, KnownField>
  /** Whether it is known itself, and not just one in it. */
  isNamed: boolean
  /** Whether its value is free-form. */
  isOpen: boolean
}

const cache = new WeakMap<Entity, KnownField>()

function knownFields(entity: Entity): KnownField {
  const cached = cache.get(entity)
  if (cached !== undefined) return cached
  const known = field('')
  collect(entity.shape, known)
  const others = entity.otherFields.map((path) => path.replace(/\.\*$/, ''))
  for (const path of [...Object.values(entity.spellings ?? {}).flat(), ...others]) {
    const below = path.split('.').reduce(fieldIn, known)
    below.isNamed = true
    below.isOpen = true
  }
  cache.set(entity, known)
  return known
}

function field(prefix: string): KnownField {
  return { prefix, fields: new Map(), isNamed: false, isOpen: false }
}

function fieldIn({ prefix, fields }: KnownField, name: string): KnownField {
  const below = fields.get(name) ?? field(`${prefix}${name}.`)
  fields.set(name, below)
  return below
}

function collect(shape: Shape, known: KnownField): void {
  if (shape === 'VARCHAR') {
    known.isOpen = true
    return
  }
  if (isList(shape)) {
    collect(shape[0], known)
    return
  }
  for (const [key, inner] of Object.entries(shape)) {
    const below = fieldIn(known, key)
    below.isNamed = true
    collect(inner, below)
  }
}

function visit(value: unknown, known: KnownField, unknown: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value) visit(element, known, unknown)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const below = known.fields.get(key)
    if (below?.isNamed !== true) unknown.add(known.prefix + key)
    else if (!below.isOpen) visit(inner, below, unknown)
  }
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

import type { Entity, JsonObject, Shape } from '../platforms/index.js'

/** The paths of fields in the records that neither landing nor the platform's documentation knows, sorted, each once. */
export function unknownFields(entity: Entity, records: readonly JsonObject[]): string[] {
  const known = knownFields(entity)
  const unknown = new Set<string>()
  for (const record of records) visit(record, '', known, unknown)
  return [...unknown].sort()
}

interface KnownFields {
  readonly exact: ReadonlySet<string>
  /** Fields whose value is free-form. */
  readonly open: ReadonlySet<string>
}

const cache = new WeakMap<Entity, KnownFields>()

function knownFields(entity: Entity): KnownFields {
  const cached = cache.get(entity)
  if (cached !== undefined) return cached
  const exact = new Set<string>()
  const open = new Set<string>()
  collect(entity.shape, '', exact, open)
  for (const name of Object.values(entity.spellings ?? {}).flat()) {
    exact.add(name)
    open.add(name)
  }
  for (const path of entity.otherFields) {
    const name = path.replace(/\.\*$/, '')
    exact.add(name)
    open.add(name)
  }
  const known = { exact, open }
  cache.set(entity, known)
  return known
}

function collect(shape: Shape, path: string, exact: Set<string>, open: Set<string>): void {
  if (shape === 'VARCHAR') {
    open.add(path)
    return
  }
  if (isList(shape)) {
    collect(shape[0], path, exact, open)
    return
  }
  for (const [key, inner] of Object.entries(shape)) {
    const below = path === '' ? key : `${path}.${key}`
    exact.add(below)
    collect(inner, below, exact, open)
  }
}

function visit(value: unknown, path: string, known: KnownFields, unknown: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value) visit(element, path, known, unknown)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`
    if (!known.exact.has(below)) unknown.add(below)
    else if (!known.open.has(below)) visit(inner, below, known, unknown)
  }
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

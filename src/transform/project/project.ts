import type { Json, Manifest } from '../manifest.js'
import type { Macro } from '../template/macros.js'

/** A SQL project as it is on disk: parsed, checked, not yet run. */
export interface Project {
  readonly name: string
  readonly vars: Readonly<Record<string, Json>>
  readonly macros: ReadonlyMap<string, Macro>
  readonly manifest: Manifest
}

/** The schema all models and seeds land in. */
export const MODEL_SCHEMA = 'main'

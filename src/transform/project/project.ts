import type { Json, Manifest } from '../manifest.js'
import type { Macro } from '../template/macros.js'
import type { DataTestConfig } from './schema-yaml.js'

/** A SQL project as it is on disk: parsed, checked, not yet run. */
export interface Project {
  readonly name: string
  readonly vars: Readonly<Record<string, Json>>
  readonly macros: ReadonlyMap<string, Macro>
  /** Of the texts of all macros. */
  readonly macroDigest: string
  readonly manifest: Manifest
}

/** What the nodes of a project are parsed against. */
export interface ProjectBase extends Omit<Project, 'manifest'> {
  /** What dbt_project.yml says about the data tests declared in a file. */
  readonly testConfig: (path: string) => DataTestConfig
}

/** The schema all models and seeds land in. */
export const MODEL_SCHEMA = 'main'

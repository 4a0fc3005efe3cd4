import type { Config } from '../config/index.js'
import type { Project } from '../transform/index.js'
import { projectVars } from './project-vars.js'

/** The SQL project with the variables that the configuration decides. */
export async function openProject(config: Config): Promise<Project> {
  const { loadProject } = await import('../transform/index.js')
  return loadProject([...config.projectFolders], projectVars(config))
}

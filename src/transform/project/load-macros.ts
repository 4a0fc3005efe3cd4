import type { CxkpiError } from '../../errors.js'
import { textDigest } from '../../config/index.js'
import { knownNames } from '../template/context.js'
import { checkMacro, parseMacros, type Macro } from '../template/macros.js'
import { builtTemplate, projectError } from '../template/syntax-tree.js'
import { BUILTIN_TESTS, builtinTests } from './builtin-tests.js'
import { collecting } from './problems.js'
import { findFiles, readAll } from './project-files.js'
import type { Project } from './project.js'

/** What only dbt needs (materialisations, ways into its strategies) stands in this folder of a macro path. */
const DBT_ONLY = 'dbt'

/** All macros and generic tests of the project; a later folder's of the same name wins, the project's over dbt's. */
export async function loadMacros(
  folders: readonly string[],
  macroPaths: readonly string[],
  testPaths: readonly string[],
  problems: CxkpiError[],
): Promise<Pick<Project, 'macros' | 'macroDigest'>> {
  const genericPaths = testPaths.map((path) => `${path}/generic`)
  const files = (await findFiles(folders, [...macroPaths, ...genericPaths], '.sql')).filter(
    (file) => file.folders[0] !== DBT_ONLY,
  )
  const texts = readAll(files)
  const unchecked: Macro[] = []
  const macros = new Map(builtinTests().map((macro) => [macro.name, macro]))
  const layers = new Map<string, number>()
  files.forEach((file, index) => {
    for (const macro of collecting(problems, () => parseMacros(texts[index]!, file.path)) ?? []) {
      if (layers.get(macro.name) === file.layer) {
        problems.push(
          projectError(
            file.path,
            undefined,
            `the macro '${macro.name}' is defined twice, also in ${macros.get(macro.name)!.path}`,
          ),
        )
      }
      layers.set(macro.name, file.layer)
      if (builtTemplate(texts[index]!) === undefined) unchecked.push(macro)
      macros.set(macro.name, macro)
    }
  })
  const names = knownNames(macros)
  for (const macro of unchecked) collecting(problems, () => checkMacro(macro, names))
  return { macros, macroDigest: textDigest(JSON.stringify([BUILTIN_TESTS, ...texts])) }
}

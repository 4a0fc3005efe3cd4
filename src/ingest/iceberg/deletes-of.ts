import { isScoped, scopeOf } from './equality-deletes.js'
import type { DeleteFile, TableFile } from './manifests.js'
import type { IcebergTable } from './table.js'

/** The deletes that can apply to a data file, as the manifests tell: rather one too many than one too few. */
export function deletesOf(table: IcebergTable, file: TableFile): DeleteFile[] {
  const vectors = table.deletes.filter(({ kind, referencedFile }) => kind === 'vector' && referencedFile === file.path)
  const others = table.deletes.filter((each) => {
    switch (each.kind) {
      case 'vector':
        return false
      case 'position':
        if (vectors.length > 0 || each.sequence < file.sequence) return false
        return each.referencedFile === undefined || each.referencedFile === file.path
      case 'equality':
        return each.sequence > file.sequence && (!isScoped(table, each) || scopeOf(each) === scopeOf(file))
    }
  })
  return [...vectors, ...others]
}

/** Whether a path is a pattern. */
export function hasGlob(path: string): boolean {
  return /[*?]/.test(path)
}

/** The folder above the first part with a wildcard, where the search begins. */
export function fixedFolder(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex(hasGlob)
  const folder = parts.slice(0, first).join('/')
  if (folder === '') return pattern.startsWith('/') ? '/' : '.'
  return folder
}

/** `*` and `?` stay within a name, a part that is `**` stands for any number of folders. */
export function globPattern(pattern: string): RegExp {
  const parts = pattern.replace(/^\.\//, '').split('/')
  const source = parts.map((part, index) => {
    const isLast = index === parts.length - 1
    if (part === '**') return isLast ? '.*' : '(?:[^/]+/)*'
    const name = part
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replaceAll('?', '[^/]')
    return isLast ? name : `${name}/`
  })
  return new RegExp(`^(?:\\./)?${source.join('')}$`)
}

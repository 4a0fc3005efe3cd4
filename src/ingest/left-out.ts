const HIDDEN = /^\.(?!\.?$)/
const TEMPORARY = /(~|\.(tmp|temp|swp|part|partial|crdownload|download))$/i

/** Whether the name of a file or folder says that it is no export: hidden and temporary ones. */
export function isLeftOut(name: string): boolean {
  return HIDDEN.test(name) || TEMPORARY.test(name)
}

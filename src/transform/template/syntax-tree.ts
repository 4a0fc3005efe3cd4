import nunjucks from 'nunjucks'
import { builtTexts } from '../../config/index.js'
import { CxkpiError, messageOf } from '../../errors.js'

/** A node of nunjucks' syntax tree; lines count from 0. */
export interface SyntaxNode {
  readonly typename: string
  readonly lineno: number
  readonly [field: string]: unknown
}

/** The part of nunjucks that its type declarations leave out. */
interface Parsing {
  readonly parser: { parse(source: string): SyntaxNode }
}

/** The tree of a bundled template, parsed and checked when cxkpi was built. */
export const builtTemplate = builtTexts<SyntaxNode>('templates')

/** The children of a node, an empty list where it has none. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return (node['children'] as SyntaxNode[] | undefined) ?? []
}

/** A field that holds a node. */
export function nodeIn(node: SyntaxNode, field: string): SyntaxNode {
  return node[field] as SyntaxNode
}

/** A field that may hold a node. */
export function optionalNodeIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return (node[field] as SyntaxNode | null) ?? undefined
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'typename' in value && 'lineno' in value
}

/** An error of the SQL project, at a place in a file; lines count from 1. */
export function projectError(path: string, line: number | undefined, message: string, hint?: string): CxkpiError {
  const place = line === undefined ? path : `${path}:${line}`
  return new CxkpiError('CXK4001', `${place}: ${message}`, {
    path,
    ...(line === undefined ? {} : { line }),
    ...(hint === undefined ? {} : { hint }),
  })
}

/**
 * Parses the text of a template.
 *
 * @throws CxkpiError CXK4001 with file and line
 */
export function parseTemplate(source: string, path: string): SyntaxNode {
  try {
    return (nunjucks as unknown as Parsing).parser.parse(source)
  } catch (error) {
    const { lineno } = error as { lineno?: number }
    const message = messageOf(error)
      .replace(/^Template render error:\s*/, '')
      .replace(/^\(unknown path\)\s*(\[Line \d+, Column \d+\])?\s*/, '')
      .trim()
    throw projectError(path, lineno, message, "cxkpi renders a subset of dbt's Jinja")
  }
}

/** A tree as JSON can hold it: nunjucks keeps what kind a node is in its classes. */
export function plainTree(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainTree)
  if (typeof value !== 'object' || value === null) return value
  if (!isNode(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainTree(each)]))
  const { typename, lineno, fields } = value as SyntaxNode & { readonly fields: readonly string[] }
  const held = [...fields, ...(typename === 'Set' ? ['body'] : [])]
  return { typename, lineno, ...Object.fromEntries(held.map((field) => [field, plainTree(value[field])])) }
}

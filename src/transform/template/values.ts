import type { Relation } from './relation.js'

/** What an expression of a template may be. `undefined` is Jinja's undefined, `null` its none. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | Relation
  | TemplateFunction
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue }

/** A function of a template, called with its positional and its named arguments. */
export type TemplateFunction = (args: readonly TemplateValue[], named: Named) => TemplateValue

export type Named = Readonly<Record<string, TemplateValue>>

/** What went wrong inside an expression; whoever knows the place turns it into a CxkpiError. */
export class TemplateFault extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message)
  }
}

/**
 * Where a platform's records hold personal data of customers: addresses, numbers, names, what they wrote. Fields are told
 * by their names at any depth, so that a record of an unexpected form hides nothing; capitals, `_` and `-` do not matter.
 */
export interface Personal {
  /** Fields whose whole value is personal, with all that is in it. */
  readonly fields: readonly string[]
  /** Fields that are personal or not as another field of the same object says. */
  readonly conditional?: readonly {
    readonly field: string
    readonly by: string
    /** The other field's text; undefined where it is no text or missing. */
    readonly isPersonal: (value: string | undefined) => boolean
  }[]
  /** Fields with what somebody thought up, as an object or its JSON in text: all of it is personal but some fields. */
  readonly freeForm?: { readonly fields: readonly string[]; readonly kept: readonly string[] }
  /** Fields that hold a form body, whose fields are told like those of the record. */
  readonly forms?: readonly string[]
}

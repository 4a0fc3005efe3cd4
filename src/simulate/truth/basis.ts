/** Which instant decides the day of a measure (definition sheet D13). */
export type DateBasis = 'leg' | 'event' | 'conversation'

export const DATE_BASES: readonly DateBasis[] = ['leg', 'event', 'conversation']

/** The local date of an instant in the report zone. */
export type LocalDay = (instantMs: number) => string

const [TAB, NEWLINE, RETURN, SPACE, QUOTE, COMMA, BACKSLASH] = [9, 10, 13, 32, 34, 44, 92]
const [LIST, END_OF_LIST, OBJECT, END_OF_OBJECT] = [91, 93, 123, 125]
const END_OF_LINE = Buffer.from('\n')
const LONGEST_FRAME = 16 << 20

/** The content is not one document with the list that was asked for. */
export class NotUnrolled extends Error {}

/**
 * Takes the list of records out of an envelope of any size, piece by piece: a record a line, in the list's order. Does not
 * validate: what is no JSON stays none, in its line.
 */
export class Unroller {
  longestLineBytes = 0
  private frame = '' // a character a byte
  private depth = 0
  private isInString = false
  private isEscaped = false
  private list: 'ahead' | 'open' | 'closed' = 'ahead'
  private hasElement = false
  private elementCount = 0
  private lineBytes = 0
  private lines: Buffer[] = []

  constructor(
    private readonly field: string,
    private readonly wrapperField?: string,
  ) {}

  /**
   * The lines, and parts of lines, that a further piece of the envelope brings. White space in the piece is changed.
   *
   * @throws NotUnrolled
   */
  add(piece: Buffer): Buffer[] {
    this.lines = []
    const listDepth = this.wrapperField === undefined ? 2 : 3
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false
        else if (byte === BACKSLASH) this.isEscaped = true
        else if (byte === QUOTE) this.isInString = false
        continue
      }
      if (byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB) {
        if (this.list === 'open') piece[at] = SPACE
        continue
      }
      const isOfList = this.list === 'open' && this.depth === listDepth
      if (isOfList && (byte === COMMA || byte === END_OF_LIST)) {
        this.endElement(piece.subarray(from, at), byte === END_OF_LIST)
        from = byte === COMMA ? at + 1 : at
        continue
      }
      this.hasElement = true
      if (byte === QUOTE) this.isInString = true
      else if (byte === END_OF_LIST || byte === END_OF_OBJECT) this.depth--
      else if (byte === LIST || byte === OBJECT) {
        this.depth++
        if (byte === OBJECT || this.list !== 'ahead' || this.depth !== listDepth) continue
        this.keep(piece.subarray(from, at + 1))
        from = at + 1
        if (this.isAtList()) this.list = 'open'
        this.hasElement = false
      }
    }
    const rest = piece.subarray(from)
    if (this.list === 'open') this.take(rest)
    else this.keep(rest)
    return this.lines
  }

  /**
   * What stands around the list, once all is added.
   *
   * @throws NotUnrolled
   */
  end(): Readonly<Record<string, unknown>> {
    const document = parsed(this.frame)
    const inner = this.wrapperField === undefined ? document : asObject(document[this.wrapperField])
    const list = inner[this.field]
    if (!Array.isArray(list) || list.length > 0) throw new NotUnrolled()
    return inner
  }

  private isAtList(): boolean {
    const before = this.frame.slice(0, -1).trimEnd()
    return before.endsWith(':') && before.slice(0, -1).trimEnd().endsWith(JSON.stringify(this.field))
  }

  private endElement(rest: Buffer, isLast: boolean): void {
    const isEmptyList = isLast && this.elementCount === 0 && !this.hasElement
    if (!this.hasElement && !isEmptyList) throw new NotUnrolled()
    if (this.hasElement) {
      this.take(rest)
      this.lines.push(END_OF_LINE)
      this.lineBytes = 0
      this.elementCount++
    }
    this.hasElement = false
    if (!isLast) return
    this.list = 'closed'
    this.depth--
  }

  private take(part: Buffer): void {
    this.lines.push(part)
    this.lineBytes += part.length
    this.longestLineBytes = Math.max(this.longestLineBytes, this.lineBytes)
  }

  private keep(part: Buffer): void {
    if (this.frame.length + part.length > LONGEST_FRAME) throw new NotUnrolled()
    this.frame += part.toString('latin1')
  }
}

function parsed(frame: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(Buffer.from(frame, 'latin1').toString()))
  } catch {
    throw new NotUnrolled()
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotUnrolled()
  return value as Readonly<Record<string, unknown>>
}

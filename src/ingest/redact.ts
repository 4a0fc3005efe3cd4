import type { Personal } from '../platforms/index.js'
import { plainName } from './conform.js'
import { formBody } from './form-body.js'
import { partsOf } from './scan-json.js'

/** Takes the personal data out of the JSON text of a record; all other text stays as it stands. */
export type Redact = (record: string) => string

/** How a value inside a personal or free-form field is dealt with. */
type Mode = 'look' | 'all' | 'free-form'

const MOST_NAMES = 10_000

/**
 * Makes the function that puts something else in the place of each personal text and number. Empty texts, true, false and
 * null stay; what is no object is personal as a whole.
 *
 * @param standIn what stands for a value, given its text
 */
export function redaction(personal: Personal, standIn: (value: string) => string): Redact {
  const whole = new Set(personal.fields.map(plainName))
  const conditional = new Map((personal.conditional ?? []).map((rule) => [plainName(rule.field), rule]))
  const freeForm = new Set((personal.freeForm?.fields ?? []).map(plainName))
  const kept = new Set((personal.freeForm?.kept ?? []).map(plainName))
  const forms = new Set((personal.forms ?? []).map(plainName))
  const names = new Map<string, string>()

  return (record) => {
    const text = record.trim()
    return value(text, text.startsWith('{') ? 'look' : 'all')
  }

  function value(text: string, mode: Mode): string {
    const first = text[0]
    if (first !== '{' && first !== '[') return mode === 'look' ? text : leaf(text)
    let done = 0
    let result = ''
    for (const { key, start, end } of partsOf(text, 0)) {
      const part = text.slice(start, end)
      const redacted = first === '[' ? value(part, mode) : member(text, nameOf(key), part, mode)
      if (redacted === part) continue
      result += text.slice(done, start) + redacted
      done = start + part.length
    }
    return done === 0 ? text : result + text.slice(done)
  }

  function member(object: string, name: string, text: string, mode: Mode): string {
    if (mode === 'all') return value(text, 'all')
    if (mode === 'free-form') return kept.has(name) && !isNested(text) ? text : value(text, mode)
    if (whole.has(name)) return value(text, 'all')
    if (freeForm.has(name)) return free(text)
    if (forms.has(name)) return form(text)
    const rule = conditional.get(name)
    return rule?.isPersonal(textOf(object, plainName(rule.by))) === true ? value(text, 'all') : value(text, 'look')
  }

  /** An object, or its JSON in text; any other text is personal as a whole. */
  function free(text: string): string {
    const inner = text.startsWith('"') ? (JSON.parse(text) as string).trim() : undefined
    if (inner === undefined) return value(text, 'free-form')
    return isJson(inner) ? JSON.stringify(value(inner, 'free-form')) : leaf(text)
  }

  function form(text: string): string {
    const body = text.startsWith('"') ? (JSON.parse(text) as string) : ''
    const fields = formBody(body)
    if (fields === undefined) return leaf(text)
    const redacted = JSON.parse(value(JSON.stringify(fields), 'look')) as Record<string, string>
    return JSON.stringify(String(new URLSearchParams(redacted)))
  }

  function leaf(text: string): string {
    if (text === '""' || text === 'true' || text === 'false' || text === 'null') return text
    return JSON.stringify(standIn(text.startsWith('"') ? (JSON.parse(text) as string) : text))
  }

  function textOf(object: string, name: string): string | undefined {
    for (const { key, start, end } of partsOf(object, 0)) {
      if (nameOf(key) === name && object[start] === '"') return JSON.parse(object.slice(start, end)) as string
    }
    return undefined
  }

  function nameOf(key: string): string {
    const known = names.get(key)
    if (known !== undefined) return known
    const name = plainName(key.includes('\\') ? (JSON.parse(`"${key}"`) as string) : key)
    if (names.size < MOST_NAMES) names.set(key, name)
    return name
  }
}

function isNested(text: string): boolean {
  return text.startsWith('{') || text.startsWith('[')
}

function isJson(text: string): boolean {
  if (!isNested(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

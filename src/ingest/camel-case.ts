const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs

/**
 * Turns the snake_case keys of a JSON text into camelCase, at every depth, and leaves every other character as it is,
 * so that no number loses a digit. The keys of objects under `attributes` are data and stay; so do keys that begin with `_`.
 */
export function camelCaseKeys(json: string): string {
  let output = ''
  let copied = 0
  let depth = 0
  let pending = ''
  let dataDepth = Infinity
  for (const match of json.matchAll(TOKEN)) {
    const token = match[0]
    if (token === '{' || token === '[') {
      depth++
      if (pending === '"attributes"' && depth < dataDepth) dataDepth = depth
      pending = ''
    } else if (token === '}' || token === ']') {
      if (depth === dataDepth) dataDepth = Infinity
      depth--
    } else {
      const end = match.index + token.length
      const isKey = /^\s*:/.test(json.slice(end, end + 8))
      pending = isKey ? token : ''
      if (!isKey || depth >= dataDepth || !token.includes('_') || token[1] === '_') continue
      output += json.slice(copied, match.index) + camelCase(token)
      copied = end
    }
  }
  return output + json.slice(copied)
}

function camelCase(token: string): string {
  return token.replace(/(?<=[A-Za-z0-9])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

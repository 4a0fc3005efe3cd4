/** The fields of a form body as a browser or a webhook posts it; undefined where the text is none. */
export function formBody(text: string): Record<string, string> | undefined {
  if (!/^[\w.-]+=[^\s&]*(?:&[\w.-]+=[^\s&]*)+\s*$/.test(text)) return undefined
  return Object.fromEntries(new URLSearchParams(text.trim()))
}

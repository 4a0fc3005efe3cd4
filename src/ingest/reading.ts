// The program of a process that reads files where personal data is taken out of their records.
import { platforms } from '../platforms/index.js'
import { serve } from '../warehouse/index.js'
import { redaction, type Redact } from './redact.js'
import { standingIn, type StandIn } from './stand-in.js'

serve((warehouse, told) => {
  const standIn = standingIn(told as StandIn)
  const functions = new Map<string, Redact>(platforms.map(({ name, personal }) => [name, redaction(personal, standIn)]))
  return warehouse.defineFunction(2, (platform, record) => functions.get(platform)!(record))
})

export type { Noise, SimulateOptions, SimulateSummary } from './options.js'
export { DEFAULT_START_DATE, DEFAULT_TIMEZONE, NOISES } from './options.js'
export { simulate } from './simulate.js'

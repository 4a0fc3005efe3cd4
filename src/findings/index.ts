export type { Finding, FindingSeverity, TestedRule } from './finding.js'
export { recordFindings, type FindingCounts, type TestedRun } from './record-findings.js'

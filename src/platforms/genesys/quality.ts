import type { Entity } from '../platform.js'

const reference = { id: 'VARCHAR' } as const

/** Evaluations of the quality API. */
export const evaluations: Entity = {
  name: 'evaluations',
  table: 'genesys_evaluations',
  keyField: 'id',
  conversationColumns: ['conversationId'],
  listFields: [],
  telltales: ['"evaluationForm"', '"evaluator"'],
  shape: {
    id: 'VARCHAR',
    conversation: reference,
    agent: reference,
    evaluator: reference,
    queue: reference,
    evaluationForm: { id: 'VARCHAR', name: 'VARCHAR', contextId: 'VARCHAR' },
    calibration: reference,
    status: 'VARCHAR',
    createdDate: 'VARCHAR',
    assignedDate: 'VARCHAR',
    changedDate: 'VARCHAR',
    submittedDate: 'VARCHAR',
    revisionCreatedDate: 'VARCHAR',
    releaseDate: 'VARCHAR',
    neverRelease: 'VARCHAR',
    redacted: 'VARCHAR',
    deleted: 'VARCHAR',
    isScoringIndex: 'VARCHAR',
    rescore: 'VARCHAR',
    version: 'VARCHAR',
    conversationDate: 'VARCHAR',
    answers: { totalScore: 'VARCHAR', totalCriticalScore: 'VARCHAR', anyFailedKillQuestions: 'VARCHAR' },
  },
  otherFields: [
    ...references('conversation', 'agent', 'evaluator', 'queue', 'evaluationForm', 'calibration', 'answers'),
    ...`assignee.* agentHasRead conversationEndDate mediaType divisionIds resourceId resourceType evaluationSource.*
    hasAssistanceFailed aiScoring.* authorizedActions selfUri disputeCount declinedReview evaluationContextId
    retractedEvaluation.* agentTeam.* assigneeApplicable dateAssigneeChanged mediaTypes`.split(/\s+/),
  ],
  matches: (record) => 'evaluationForm' in record || ('evaluator' in record && 'conversation' in record),
}

/** Surveys of the quality API. */
export const surveys: Entity = {
  name: 'surveys',
  table: 'genesys_surveys',
  keyField: 'id',
  conversationColumns: ['conversationId'],
  listFields: [],
  telltales: ['"surveyForm"'],
  shape: {
    id: 'VARCHAR',
    conversation: reference,
    agent: reference,
    queue: reference,
    surveyForm: { id: 'VARCHAR', name: 'VARCHAR' },
    status: 'VARCHAR',
    surveyType: 'VARCHAR',
    completedDate: 'VARCHAR',
    createdDate: 'VARCHAR',
    answers: { totalScore: 'VARCHAR', npsScore: 'VARCHAR' },
  },
  otherFields: [
    ...references('conversation', 'agent', 'queue', 'surveyForm', 'answers'),
    ...'surveyErrorDetails.* agentTeam.* missingRequiredAnswer flow.* selfUri'.split(' '),
  ],
  matches: (record) => 'surveyForm' in record,
}

function references(...names: string[]): string[] {
  return names.map((name) => `${name}.*`)
}

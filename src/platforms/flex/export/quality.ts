import type { Centre, Evaluation } from '../../centre.js'
import type { ExportFile } from '../../exporter.js'
import type { Journey } from '../../journey.js'
import { eventsOf } from './conversation.js'
import { iso } from './event.js'
import { reservationSidOf } from './reservation.js'
import { sidFrom } from './sids.js'

const QUESTIONNAIRE = sidFrom('GM', 'questionnaire')
const HIGHEST_SCORE = 100
const NOT_APPLICABLE = answerId('not applicable')

/** The segment of Insights that tells of a participation. */
export function segmentId(conversationId: string, sessionId: string): string {
  return sidFrom('', `${conversationId} ${sessionId}`)
}

/**
 * What Flex has of an evaluation: of the agent of the segment, once answered; what was withdrawn, its assessor took out of reports.
 * Calibration and redaction it does not know: null.
 */
export function seenEvaluation(evaluation: Evaluation, { parts }: Journey): Evaluation | null {
  const { status, calibrationId, isRedacted, sessionId } = evaluation
  if (status === 'PENDING' || status === 'INPROGRESS' || calibrationId !== null || isRedacted) return null
  const agentId = parts.find((part) => part.sessionId === sessionId)?.agentId ?? evaluation.agentId
  return { ...evaluation, agentId }
}

/** The answers of an assessor: one counts thrice, one does not apply, and one was taken out of reports. */
export function assessments(evaluation: Evaluation, centre: Centre): unknown[] {
  const quarters = Math.round((evaluation.score ?? 0) * 4)
  const thrice = Math.ceil(quarters / 4)
  const isReported = evaluation.status === 'FINISHED' && !evaluation.isDeleted
  return [
    assessment(evaluation, centre, 1, { weight: 3, answer: answerId(String(thrice)), isReported }),
    assessment(evaluation, centre, 2, { weight: 1, answer: answerId(String(quarters - 3 * thrice)), isReported }),
    assessment(evaluation, centre, 3, { weight: 9, answer: NOT_APPLICABLE, isReported }),
    assessment(evaluation, centre, 4, { weight: 5, answer: answerId('0'), isReported: false }),
  ]
}

/** The segment as the Insights API lists it: of which task, queue and agent. */
export function assessedSegment(
  { sessionId, agentId, queueId }: Evaluation,
  journey: Journey,
  centre: Centre,
): unknown {
  const reservation = reservationSidOf(journey.id, sessionId)
  const event = eventsOf(journey, centre).find(({ data }) => data['reservation_sid'] === reservation)
  return {
    segment_id: segmentId(journey.id, sessionId),
    external_id: event?.data['task_sid'],
    queue: centre.queues.find(({ id }) => id === queueId)?.name ?? '',
    date: event === undefined ? '' : iso(event.at),
    agent_id: agentId,
    agent_name: centre.agents.find(({ id }) => id === agentId)?.name ?? '',
  }
}

/** What each answer scores. */
export function answerSets(): ExportFile {
  const answers = Array.from({ length: HIGHEST_SCORE + 1 }, (_, score) => ({
    id: answerId(String(score)),
    name: String(score),
    score,
    sort: score,
  }))
  const set = {
    id: answerId('set'),
    category_id: answerId('category'),
    name: 'Points',
    sort: 0,
    type: 'select',
    answers,
  }
  const text = JSON.stringify({
    account_sid: sidFrom('AC', 'account'),
    answer_sets: [set],
    not_applicable: { id: NOT_APPLICABLE, name: 'N/A', score: 0, sort: 0 },
  })
  return { path: 'answer-sets.json', text: `${text}\n` }
}

interface Answered {
  readonly weight: number
  readonly answer: string
  readonly isReported: boolean
}

function assessment(evaluation: Evaluation, centre: Centre, question: number, answered: Answered): unknown {
  const { id, version, conversationId, sessionId, agentId, changedAt } = evaluation
  const assessor = centre.supervisors[0]
  return {
    account_sid: sidFrom('AC', 'account'),
    assessment_sid: sidFrom('FM', `${id} ${version} ${question}`),
    offset: '0.0',
    report: answered.isReported,
    weight: String(answered.weight),
    agent_id: agentId,
    segment_id: segmentId(conversationId, sessionId),
    user_name: assessor?.name,
    user_email: assessor?.email,
    answer_id: answered.answer,
    timestamp: String(changedAt),
    assessment: {
      questionnaire: {
        questionnaire_sid: QUESTIONNAIRE,
        name: centre.evaluationForm.name,
        question: { question_sid: sidFrom('GE', String(question)), name: `Question ${question}` },
      },
    },
  }
}

function answerId(name: string): string {
  return sidFrom('', `answer ${name}`)
}

import type { Centre, Evaluation } from '../../centre.js'
import { iso } from './names.js'

/** An evaluation as the quality API gives it; scores only once it has been filled in. */
export function evaluationEntity(evaluation: Evaluation, centre: Centre): unknown {
  const { score, submittedAt } = evaluation
  const answers =
    score === null
      ? {}
      : {
          answers: {
            totalScore: score,
            totalCriticalScore: score,
            totalNonCriticalScore: score,
            anyFailedKillQuestions: score < 40,
            questionGroupScores: [],
          },
        }
  return {
    id: evaluation.id,
    conversation: { id: evaluation.conversationId },
    evaluationForm: { ...centre.evaluationForm, contextId: centre.evaluationForm.id, published: true },
    evaluator: { id: centre.supervisors[0]?.id },
    agent: { id: evaluation.agentId },
    ...(evaluation.calibrationId === null ? {} : { calibration: { id: evaluation.calibrationId } }),
    ...(evaluation.queueId === null ? {} : { queue: { id: evaluation.queueId } }),
    status: evaluation.status,
    ...answers,
    createdDate: iso(evaluation.createdAt),
    assignedDate: iso(evaluation.createdAt),
    changedDate: iso(evaluation.changedAt),
    ...(submittedAt === null ? {} : { submittedDate: iso(submittedAt), releaseDate: iso(submittedAt) }),
    conversationDate: iso(evaluation.conversationAt),
    neverRelease: false,
    redacted: evaluation.isRedacted,
    ...(evaluation.isDeleted ? { deleted: true } : {}),
    isScoringIndex: false,
    rescore: evaluation.isRescore,
    version: evaluation.version,
    mediaType: ['CALL'],
    evaluationSource: { type: 'User' },
  }
}

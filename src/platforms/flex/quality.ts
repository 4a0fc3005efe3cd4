import type { Entity, Shape } from '../platform.js'
import { words } from './event-fields.js'

const answers: Shape = [{ id: 'VARCHAR', name: 'VARCHAR', score: 'VARCHAR' }]

/** Answers that assessors gave to the questions of a questionnaire about a segment; their scores are in the answer sets. */
export const assessments: Entity = {
  name: 'assessments',
  table: 'flex_assessments',
  conversationColumns: ['segment_id'],
  keyField: 'assessment_sid',
  listFields: [],
  shape: {
    ...Object.fromEntries(
      words('assessment_sid report weight agent_id segment_id user_name user_email answer_id timestamp').map((name) => [
        name,
        'VARCHAR',
      ]),
    ),
    assessment: {
      questionnaire: { questionnaire_sid: 'VARCHAR', name: 'VARCHAR', question: { question_sid: 'VARCHAR' } },
    },
  },
  otherFields: [...words('account_sid offset answer_text url'), 'assessment.questionnaire.question.*'],
  matches: (record) => 'assessment_sid' in record && 'assessment' in record,
}

/** The settings with all answer sets: what each answer scores, and the one that means not applicable. */
export const answerSets: Entity = {
  name: 'answer_sets',
  table: 'flex_answer_sets',
  keyField: 'account_sid',
  listFields: ['answer_sets'],
  shape: {
    account_sid: 'VARCHAR',
    answer_sets: [{ answers }],
    not_applicable: { id: 'VARCHAR', name: 'VARCHAR' },
  },
  otherFields: [
    'url',
    'answer_set_categories.*',
    ...words('category_id id name sort type answers.*').map((name) => `answer_sets.${name}`),
    'not_applicable.*',
  ],
  matches: (record) => Array.isArray(record.answer_sets),
}

/** Questions, with the answer set of each. */
export const questions: Entity = {
  name: 'questions',
  table: 'flex_questions',
  keyField: 'question_sid',
  listFields: [],
  shape: { question_sid: 'VARCHAR', question: 'VARCHAR', answer_set: { answers } },
  otherFields: [
    ...words('account_sid description category.* answer_set_id allow_na usage url'),
    ...words('category_id id name sort type answers.*').map((name) => `answer_set.${name}`),
  ],
  matches: (record) => 'question_sid' in record && 'answer_set' in record,
}

/** Questionnaires: the forms by which is assessed. */
export const questionnaires: Entity = {
  name: 'questionnaires',
  table: 'flex_questionnaires',
  keyField: 'questionnaire_sid',
  listFields: [],
  shape: { questionnaire_sid: 'VARCHAR', name: 'VARCHAR', active: 'VARCHAR' },
  otherFields: words('account_sid description questions.* url'),
  matches: (record) => 'questionnaire_sid' in record && 'questions' in record,
}

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { buildProject, hasFailed, loadProject, type Project } from '../../src/transform/index.js'
import { Workspace } from '../ingest/workspace.js'

const EVENTS = 'samples/flex'
const TASK = `WT${'1'.padStart(32, '0')}`

const answer = (sid: string, segment: string, answerId: string, form: string | null = 'Service') => ({
  assessment_sid: sid,
  report: true,
  weight: '1',
  agent_id: 'agent-1',
  segment_id: segment,
  user_email: 'sam.visor@example.com',
  answer_id: answerId,
  timestamp: '1772467200000',
  assessment: { questionnaire: { questionnaire_sid: `GM-${form}`, name: form, question: { question_sid: sid } } },
})

const ANSWERS = ['well', 'fairly', 'badly']
const EXPORTS = {
  'assessments.json': {
    assessments: [
      answer('FM1', 'found', 'well'),
      answer('FM2', 'unnamed', 'well', null),
      answer('FM3', 'scored', 'fairly'),
      answer('FM4', 'twice', 'badly'),
      answer('FM5', 'twice', 'well'),
    ],
  },
  'answers.json': {
    account_sid: 'AC1',
    answer_sets: ANSWERS.map((id, index) => ({ id, answers: [{ id, name: id, score: 100 - 40 * index }] })),
    not_applicable: { id: 'none', name: 'N/A', score: 0 },
  },
  'questionnaires.json': {
    questionnaires: [{ questionnaire_sid: 'GM-null', name: 'Form', active: false, questions: [] }],
  },
  'segments.json': { segments: [{ segment_id: 'found', external_id: TASK, queue: 'Queue A', agent_name: 'Uma One' }] },
}

describe('assessments of Flex in a build of what was loaded since the last', () => {
  let workspace: Workspace
  let project: Project

  beforeAll(async () => {
    project = await loadProject([bundledProject()], { platforms: ['flex'] })
  })

  beforeEach(async () => {
    workspace = await Workspace.create()
    for (const [name, document] of Object.entries(EXPORTS)) workspace.write(name, JSON.stringify(document))
    expect((await workspace.load()).totals).toMatchObject({ refused: 0, rejects: 0 })
    await built(false)
  })

  const built = async (fullRefresh: boolean) => {
    const options = { fullRefresh, tests: false, select: ['+fct_evaluations'] }
    const result = await buildProject(workspace.warehouse, project, options)
    expect(hasFailed(result)).toBe(false)
    return workspace.rows('select * from fct_evaluations order by all')
  }

  /** What the next build makes of them; the same as one of everything. */
  const evaluations = async () => {
    const next = await built(false)
    expect(await built(true)).toEqual(next)
    return workspace.rows(
      `select split_part(evaluation_id, ':', 1) as segment, conversation_id, form_name, total_score
      from fct_evaluations order by all`,
    )
  }

  const vanish = (table: string, condition: string) =>
    workspace.warehouse.run(
      `insert into raw.${table} select * replace (3 as load_id, 'delete' as op) from raw.${table} where ${condition}`,
    )

  it('belong to a conversation once events tell of the task of their segment, as long as the segment is there', async () => {
    await workspace.load(EVENTS)
    expect(await evaluations()).toContainEqual(expect.objectContaining({ segment: 'found', conversation_id: 'c1' }))
    await vanish('flex_api_segments', 'true')
    expect(await evaluations()).toContainEqual(expect.objectContaining({ segment: 'found', conversation_id: null }))
  })

  it('are of a form by the name that it has now', async () => {
    const renamed = { questionnaire_sid: 'GM-null', name: 'Renamed', active: true, questions: [] }
    await workspace.loadOne('renamed.json', JSON.stringify({ questionnaires: [renamed] }))
    expect(await evaluations()).toContainEqual(expect.objectContaining({ segment: 'unnamed', form_name: 'Renamed' }))
  })

  it('change with what vanishes: an answer to a question, what an answer scores, the form', async () => {
    expect(await evaluations()).toEqual([
      { segment: 'found', conversation_id: null, form_name: 'Service', total_score: 100 },
      { segment: 'scored', conversation_id: null, form_name: 'Service', total_score: 60 },
      { segment: 'twice', conversation_id: null, form_name: 'Service', total_score: 60 },
      { segment: 'unnamed', conversation_id: null, form_name: 'Form', total_score: 100 },
    ])
    await vanish('flex_assessments', "assessment_sid = 'FM4'")
    await vanish('flex_answers', "answer_id = 'fairly'")
    await vanish('flex_questionnaires', 'true')
    expect(await evaluations()).toEqual([
      { segment: 'found', conversation_id: null, form_name: 'Service', total_score: 100 },
      { segment: 'scored', conversation_id: null, form_name: 'Service', total_score: null },
      { segment: 'twice', conversation_id: null, form_name: 'Service', total_score: 100 },
      { segment: 'unnamed', conversation_id: null, form_name: null, total_score: 100 },
    ])
  })
})

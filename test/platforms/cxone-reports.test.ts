import { describe, expect, it } from 'vitest'
import { loadPaths } from '../../src/ingest/index.js'
import { Workspace } from '../ingest/workspace.js'
import { build } from '../truth/centre.js'

const HEADER =
  'contact_id,master_contact_id,Contact_Code,media_name,contact_name,ANI_DIALNUM,skill_no,skill_name,campaign_no,campaign_name,agent_no,agent_name,team_no,team_name,disposition_code,SLA,start_date,start_time,PreQueue,InQueue,Agent_Working_Time,PostQueue,Total_Time,Abandon_Time,Routing_Time,abandon,callback_time,Logged'
const CALLS = [
  HEADER,
  // On the day on which clocks go forward in New York: 01:59:50 is 06:59:50 UTC, 03:00:20 is 07:00:20 UTC.
  '900719925474010002,900719925474010002,1,Phone Call,800,415,101,Billing,5,Main,3001,Alice Doe,21,Team,11,0,03/08/2026,01:59:50,10,20,60,0,90,0,27,N,0,Y',
  '900719925474010003,900719925474010003,1,Phone Call,800,415,101,Billing,5,Main,0,,21,Team,0,1,03/08/2026,03:00:20,5,45,0,0,50,50,0,Y,0,N',
  // A dialled contact: the report does not say so, its skill does.
  '900719925474010004,900719925474010004,1,Phone Call,800,415,301,Outreach,5,Main,3001,Alice Doe,21,Team,12,-1,03/08/2026,12:00:00,0,0,140,0,140,0,0,N,0,Y',
  '',
].join('\n')
const SKILLS = JSON.stringify({
  skills: [
    { skillId: 101, skillName: 'Billing', isActive: true, isOutbound: false, serviceLevelThreshold: 30 },
    { skillId: 301, skillName: 'Outreach', isActive: true, isOutbound: true },
  ],
})
const STATES = [
  'Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration',
  '990001,3001,Alice Doe,21,1,1,03/08/2026 01:59:00,0,0,0,,1,0,,0',
  '990001,3001,Alice Doe,21,1,2,03/08/2026 01:59:00,0,1,0,,0,0,,80',
  '990001,3001,Alice Doe,21,1,3,03/08/2026 03:00:20,1,0,0,,0,101,Billing,60',
  '990001,3001,Alice Doe,21,1,4,03/08/2026 03:01:20,0,0,-1,After Call Work,0,101,Billing,20',
  '990001,3001,Alice Doe,21,1,5,03/08/2026 03:01:40,0,0,15,Lunch,0,0,,600',
  '',
].join('\n')

const ZONE = { source_zone: 'America/New_York' }

describe('reports of Data Download', () => {
  it('are refused while nobody says which zone their times are of', async () => {
    const workspace = await Workspace.create()
    for (const [name, text] of [
      ['calls.csv', CALLS],
      ['states.csv', STATES],
    ] as const) {
      expect(await workspace.loadOne(name, text)).toMatchObject({
        status: 'refused',
        message: 'its times are wall times of a zone that it does not name: set source_timezone in cxkpi.yml',
      })
    }
  })

  it.each([
    ['the skills first', ['skills.json', 'calls.csv', 'states.csv']],
    ['the skills last, after a build', ['states.csv', 'calls.csv', 'skills.json']],
  ])('are contacts and states at the instants of that zone, %s', async (_, names) => {
    const workspace = await Workspace.create()
    const texts = new Map([
      ['calls.csv', CALLS],
      ['skills.json', SKILLS],
      ['states.csv', STATES],
    ])
    for (const name of names) {
      const path = workspace.write(name, texts.get(name)!)
      const { files } = await loadPaths(workspace.warehouse, [path], { org: '', sourceTimezone: ZONE.source_zone })
      expect(files[0]).toMatchObject({ status: 'loaded', platform: 'cxone', unknownFields: [], rejects: 0 })
      await build(workspace.warehouse, 'leg', { vars: ZONE })
    }
    expect(
      await workspace.rows('select contact_id, epoch_ms(started_at) as at from int_cxone__contacts order by 1 limit 2'),
    ).toEqual([
      { contact_id: '900719925474010002', at: Date.UTC(2026, 2, 8, 6, 59, 50) },
      { contact_id: '900719925474010003', at: Date.UTC(2026, 2, 8, 7, 0, 20) },
    ])
    expect(await workspace.rows('select * from mrt_daily_queue_kpis order by queue_id')).toEqual([
      expect.objectContaining({
        queue_name: 'Billing',
        channel: 'voice',
        interaction_date: '2026-03-08',
        offered_count: 2,
        answered_count: 1,
        abandoned_count: 1,
        answered_in_target_count: 1,
        handled_count: 1,
        avg_speed_of_answer_seconds: 20,
        total_handle_seconds: 60,
      }),
      expect.objectContaining({
        queue_name: 'Outreach',
        offered_count: 0,
        outbound_handled_count: 1,
        total_outbound_handle_seconds: 140,
      }),
    ])
    const [agent] = await workspace.rows("select * from mrt_agent_scorecard where channel = 'all'")
    expect(agent).toMatchObject({
      agent_name: 'Alice Doe',
      logged_in_seconds: 760,
      waiting_seconds: 80,
      handling_seconds: 80,
      off_queue_seconds: 600,
    })
  })

  it('may hold no line: then nothing is loaded and nothing is wrong', async () => {
    const workspace = await Workspace.create()
    const path = workspace.write('calls.csv', `${HEADER}\n`)
    const { files } = await loadPaths(workspace.warehouse, [path], { org: '', sourceTimezone: ZONE.source_zone })
    expect(files[0]).toMatchObject({ status: 'loaded', platform: 'cxone', entities: {} })
  })
})

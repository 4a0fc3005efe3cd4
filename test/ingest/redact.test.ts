import { describe, expect, it } from 'vitest'
import { redaction } from '../../src/ingest/redact.js'
import { platforms } from '../../src/platforms/index.js'

const of = (platform: string) => redaction(platforms.find(({ name }) => name === platform)!.personal, () => '***')

const cases: [what: string, platform: string, before: string, after: string][] = [
  [
    'numbers and addresses at any depth, in any spelling',
    'genesys',
    '{"conversationId":"c1","participants":[{"sessions":[{"ani":"tel:+49","AddressFrom":"a@b.c","callback_numbers":["1","2"]}]}]}',
    '{"conversationId":"c1","participants":[{"sessions":[{"ani":"***","AddressFrom":"***","callback_numbers":["***","***"]}]}]}',
  ],
  [
    'names of customers, not of agents, queues and users',
    'genesys',
    '[{"participantName":"A","purpose":"customer"},{"participantName":"B","purpose":"agent"},{"participantName":"C","purpose":"acd"},{"participantName":"D"},{"id":"u1","name":"E"},{"purpose":"customer","name":"F"}]',
    '{"list":[{"participantName":"***","purpose":"customer"},{"participantName":"B","purpose":"agent"},{"participantName":"C","purpose":"acd"},{"participantName":"***"},{"id":"u1","name":"E"},{"purpose":"customer","name":"***"}]}',
  ],
  [
    'every text and number of an object, but neither its keys, nor what says nothing',
    'genesys',
    '{"attributes":{"account":4711,"nested":[{"name":"A"}],"empty":"","yes":true,"none":null}}',
    '{"attributes":{"account":"***","nested":[{"name":"***"}],"empty":"","yes":true,"none":null}}',
  ],
  [
    'a field whose name is written with escapes, and one that comes twice',
    'genesys',
    '{"\\u0061ni":"1","ani":"2","x":"\\"ani\\":\\"3\\"","ani":"4"}',
    '{"\\u0061ni":"***","ani":"***","x":"\\"ani\\":\\"3\\"","ani":"***"}',
  ],
  [
    'all other text as it stands',
    'genesys',
    '{ "a" : 1.0 , "b":9007199254740993,\n"c":"\\u00e9" }',
    '{ "a" : 1.0 , "b":9007199254740993,\n"c":"\\u00e9" }',
  ],
  ['a record that is no object', 'genesys', '"call +49 170 1"', '"***"'],
  [
    'addresses of contacts',
    'cxone',
    '{"contactId":1,"fromAddr":4930,"ToAddress":"x","firstName":"Agent"}',
    '{"contactId":1,"fromAddr":"***","ToAddress":"***","firstName":"Agent"}',
  ],
  [
    'attributes of a task but those that the models read',
    'flex',
    '{"event_data":{"task_attributes":"{\\"from\\":\\"+49\\",\\"direction\\":\\"inbound\\",\\"customers\\":{\\"name\\":\\"A\\"},\\"conversations\\":{\\"outcome\\":\\"Sold\\"}}","worker_attributes":"{\\"email\\":\\"agent@x\\"}"}}',
    '{"event_data":{"task_attributes":"{\\"from\\":\\"***\\",\\"direction\\":\\"inbound\\",\\"customers\\":{\\"name\\":\\"***\\"},\\"conversations\\":{\\"outcome\\":\\"Sold\\"}}","worker_attributes":"{\\"email\\":\\"agent@x\\"}"}}',
  ],
  ['attributes that are no JSON', 'flex', '{"TaskAttributes":"{from: +49"}', '{"TaskAttributes":"***"}'],
  [
    'attributes in a form body',
    'flex',
    `{"body":"Sid=EV1&TaskAttributes=${encodeURIComponent('{"from":"+49","reason":"x"}')}"}`,
    `{"body":"Sid=EV1&TaskAttributes=${encodeURIComponent('{"from":"***","reason":"x"}')}"}`,
  ],
]

describe('redaction', () => {
  it.each(cases)('replaces %s', (_what, platform, before, after) => {
    const isList = before.startsWith('[')
    expect(of(platform)(isList ? `{"list":${before}}` : before)).toBe(after)
  })
})

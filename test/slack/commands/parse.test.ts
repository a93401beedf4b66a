import { expect, it } from 'vitest'
import { MOST_READ, parse } from '../../../src/slack/commands/parse.ts'

const [ada, ben] = ['<@U0ADA00001|ada>', '<@U0BEN00001|ben>']

it.each([
  ['offer', [], ''],
  [`offer ${ada}`, ['U0ADA00001'], ''],
  [`offer ${ada} Hi`, ['U0ADA00001'], 'Hi'],
  [`offer ${ada}, I can help`, ['U0ADA00001'], ', I can help'],
  [`offer ${ada} ${ben} Hi`, ['U0ADA00001', 'U0BEN00001'], 'Hi'],
  [`offer ${ada}, ${ben}`, ['U0ADA00001', 'U0BEN00001'], ''],
  [`offer ${ada} and ${ben} and you`, ['U0ADA00001', 'U0BEN00001'], 'and you'],
  [`offer ${ada} &amp; ${ben}`, ['U0ADA00001', 'U0BEN00001'], ''],
  [`offer ${ada} ${ada}`, ['U0ADA00001'], ''],
  [`offer ${ada} I worked with ${ben}`, ['U0ADA00001'], 'I worked with @ben'],
  [`offer ${ada} see <https://example.com|it> &lt;3`, ['U0ADA00001'], 'see https://example.com <3'],
  [`offer ${ada} <#C1|general> <!here|here>`, ['U0ADA00001'], '#general @here'],
  ['offer Hi', [], 'Hi'],
])('%j names %j and says %j', (text, members, rest) => {
  expect(parse(text)).toEqual({ command: 'offer', members, rest })
})

it.each([
  ['offer @ben Hi', [], 'ben', 'Hi'],
  [`offer ${ada} @ben Hi`, ['U0ADA00001'], 'ben', 'Hi'],
  [`offer ${ada} and @ben, Hi`, ['U0ADA00001'], 'ben', ', Hi'],
])(
  '%j names %j and somebody whom Slack did not resolve, and keeps the rest: %j',
  (text, members, unresolved, rest) => {
    expect(parse(text)).toEqual({ command: 'offer', members, unresolved, rest })
  },
)

it.each([
  ['find', ''],
  ['find a mentor for <https://example.com|SQL> &amp; plans', 'a mentor for https://example.com & plans'],
  [`find ${ada} ${ben}`, '@ada @ben'],
  ['find @ben', '@ben'],
])('%j looks for the words %j, even if they name somebody', (text, rest) => {
  expect(parse(text)).toEqual({ command: 'find', members: [], rest })
})

it.each([
  [`suggest ${ada} to ${ben}`, ['U0ADA00001'], 'U0BEN00001', ''],
  [`suggest ${ada} To ${ben} as a mentee She can`, ['U0ADA00001'], 'U0BEN00001', 'as a mentee She can'],
  [`suggest ${ada} ${ben} Both`, ['U0ADA00001', 'U0BEN00001'], undefined, 'Both'],
  [`suggest ${ada} to nobody`, ['U0ADA00001'], undefined, 'to nobody'],
  [`suggest ${ada} to ${ben} and ${ada}`, ['U0ADA00001', 'U0ADA00001'], 'U0BEN00001', ''],
])('%j suggests %j to %j and says %j', (text, members, to, rest) => {
  expect(parse(text)).toEqual({ command: 'suggest', members, ...(to && { to }), rest })
})

it('“to” somebody whom Slack did not resolve is kept as such', () => {
  expect(parse(`suggest ${ada} to @ben Because`)).toEqual({
    ...{ command: 'suggest', members: ['U0ADA00001'] },
    ...{ unresolved: 'ben', rest: 'Because' },
  })
  // In another command, it is part of the message.
  expect(parse(`offer ${ada} to ${ben}`)).toMatchObject({ members: ['U0ADA00001'], rest: 'to @ben' })
})

it('a text longer than the limit is refused, and its beginning never taken for the whole', () => {
  const text = `offer ${ada} `
  expect(parse(text + 'x'.repeat(MOST_READ - text.length))).toMatchObject({ members: ['U0ADA00001'] })
  expect(parse(text + 'x'.repeat(MOST_READ))).toEqual({
    command: 'offer',
    isTooLong: true,
    rest: 'x'.repeat(MOST_READ - text.length),
  })
})

// By words as well as by letters (spec 2-surfaces, Commands).
it.each([
  ['ofer @x hi', ['offer']],
  ['reqests', ['requests', 'request']],
  ['sesions', ['sessions']],
  ['avaliability', ['availability']],
  ['cancel', ['sessions']],
  ['Reschedule my meeting', ['sessions']],
  ['I want a mentor', ['find', 'request']],
  ['search', ['find']],
  ['who knows SQL?', ['find']],
  ['my headline', ['profile']],
  ['I want to mentor someone', ['offer']],
  ['I would like to be a mentor', ['offer']],
  ['stop', ['pause']],
  ['holiday', ['availability', 'pause']],
  ['inbox', ['requests']],
  ['how does this work?', ['help']],
  [`${ada} hi`, ['offer', 'request', 'book']],
  ['xyzzy', []],
  ['constructor', []],
])('%j is no command, and most likely means %j', (text, meant) => {
  expect(parse(text)).toMatchObject({ command: undefined, meant })
})

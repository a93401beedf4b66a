import { describe, expect, it } from 'vitest'
import { cardId, memberId, sessionId, suggestionId } from '../../src/domain/ids.ts'
import { laneOf, mergeKey, type Notice, noticeKinds, orderKey } from '../../src/domain/notices.ts'
import { drawn } from '../support/table.ts'

const [to, from] = [memberId('UBEN'), memberId('UANNA')]
const [card, session, suggestion] = [cardId('card'), sessionId('session'), suggestionId('suggestion')]

const notices: Readonly<Record<string, Notice>> = {
  'a card': { kind: 'card', to, from, about: 'offer', card, announce: false },
  'a card, anew': { kind: 'card', to, from, about: 'offer', card, announce: true },
  'a session': { kind: 'session', to, session, announce: false },
  'a session, anew': { kind: 'session', to, session, announce: true },
  'an announcement': { kind: 'announcement', to, session, channel: 'C1', announce: false },
  'an announcement, anew': { kind: 'announcement', to, session, channel: 'C1', announce: true },
  'a fault of a channel': { kind: 'channelFault', to, session, channel: 'C1', why: 'is_archived' },
  questions: { kind: 'questions', to, session, startsAt: 1 },
  'a suggestion': { kind: 'suggestion', to, suggestion, announce: false },
  'a suggestion, anew': { kind: 'suggestion', to, suggestion, announce: true },
  'a calendar file': { kind: 'calendar', to, session },
  'a reminder': { kind: 'reminder', to, session, startsAt: 1, lead: 'soon' },
  'a question how it was': { kind: 'feedback', to, session, announce: true },
  'an answer to it': { kind: 'feedback', to, session, announce: false },
  'its end': { kind: 'feedbackOver', to, session },
  thanks: { kind: 'thanks', to, session, from },
  'words for organisers': { kind: 'namedFeedback', to, session, from },
  'a nudge': { kind: 'nudge', to },
  'a reroute': { kind: 'reroute', to, card },
  'a report': { kind: 'report', to, report: 'r1', announce: false },
  'a report, anew': { kind: 'report', to, report: 'r1', announce: true },
  'a file of a report': { kind: 'reportFile', to, report: 'r1', file: 'people' },
  'an apology': { kind: 'unanswered', to, at: 1 },
  'a message replaced': { kind: 'replaced', to, channel: 'D1', ts: '1.2' },
  'a message outdated': { kind: 'outdated', to, channel: 'D1', ts: '1.2' },
  'a message erased': { kind: 'erased', to, channel: 'D1', ts: '1.2' },
  'all that is kept': { kind: 'ownData', to },
  'an event in a calendar': { kind: 'calendarEvent', to, session },
  'a fault of a calendar': { kind: 'calendarFault', to, source: 'c1' },
  'a calendar to be emptied': { kind: 'disconnection', to, source: 'c1', until: 1 },
  'what is left in it': { kind: 'leftovers', to, provider: 'google' },
  'a welcome': { kind: 'welcome', to },
  'a Home': { kind: 'home', to },
}

const table = drawn(
  ['notice', 'lane', 'waits for others of', 'is one with others of'],
  `
  notice             | lane   | waits for others of   | is one with others of
  -------------------|--------|-----------------------|----------------------
  a card             | update | card:UANNA:UBEN:offer | card:card
  a card, anew       | post   | card:UANNA:UBEN:offer | none
  a session          | update | session:session:UBEN  | session:session:UBEN
  a session, anew    | post   | session:session:UBEN  | none
  an announcement    | update | announcement:session  | announcement:session
  an announcement, anew | post | announcement:session | none
  a fault of a channel | post | session:session:UBEN  | none
  questions          | post   | session:session:UBEN  | none
  a suggestion       | update | suggestion:suggestion | suggestion:suggestion
  a suggestion, anew | post   | suggestion:suggestion | none
  a calendar file    | post   | session:session:UBEN  | none
  a reminder         | post   | session:session:UBEN  | none
  a question how it was | post | feedback:session:UBEN | none
  an answer to it    | update | feedback:session:UBEN | feedback:session:UBEN
  its end            | update | feedback-over:session:UBEN | none
  thanks             | post   | line:session:UANNA:UBEN | none
  words for organisers | post | line:session:UANNA:UBEN | none
  a nudge            | post   | nudge:UBEN            | none
  a reroute          | post   | reroute:card          | none
  a report           | update | report:r1             | report:r1
  a report, anew     | post   | report:r1             | none
  a file of a report | post   | report:r1             | reportFile:r1:people
  an apology         | post   | unanswered:UBEN       | none
  a message replaced | update | message:D1:1.2        | none
  a message outdated | update | message:D1:1.2        | none
  a message erased   | update | message:D1:1.2        | none
  all that is kept   | post   | own-data:UBEN         | none
  an event in a calendar | calendars | calendar-event:session:UBEN | calendar-event:session:UBEN
  a fault of a calendar | post | calendar_source:c1   | none
  a calendar to be emptied | calendars | disconnection:c1 | none
  what is left in it | post   | leftovers:UBEN        | none
  a welcome          | post   | welcome:UBEN          | none
  a Home             | home   | home:UBEN             | home:UBEN
`,
)

describe('a notice', () => {
  it('of every kind is in the table', () => {
    expect([...new Set(Object.values(notices).map(({ kind }) => kind))].sort()).toEqual(
      [...noticeKinds].sort(),
    )
    expect(table.map(({ notice }) => notice).sort()).toEqual(Object.keys(notices).sort())
  })

  it.each(table)('that is $notice has its own lane, order and merge keys', (row) => {
    const notice = notices[row.notice]
    if (!notice) throw new Error(`no such notice: ${row.notice}`)
    expect(laneOf(notice)).toBe(row.lane)
    expect(orderKey(notice)).toBe(row['waits for others of'])
    const likes = row['is one with others of']
    expect(mergeKey(notice)).toBe(likes === 'none' ? null : likes)
  })
})

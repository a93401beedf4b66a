import { expect, it } from 'vitest'
import { complete, completions } from '../../../src/sandbox/page/completion.ts'
import type { PageState, ShownMember } from '../../../src/sandbox/page-server/wire.ts'

const member = (handle: string, name: string, role: ShownMember['role'] = 'person'): ShownMember => ({
  id: handle,
  handle,
  name,
  role,
  isGuest: false,
  unread: 0,
})

const state: PageState = {
  run: '',
  workspace: { id: 'T1', name: 'Test', domain: 'test' },
  app: { name: 'Mentorship', description: '', userId: 'app', isReadOnly: true },
  me: 'ada',
  now: 0,
  ahead: 0,
  members: [
    member('ada', 'Ada Berlin'),
    member('dana', 'Dana Ngata'),
    member('eli', 'Dan Former', 'deactivated'),
    member('mentorship', 'Mentorship', 'app'),
  ],
  conversations: [],
  commands: [{ command: '/mentor', usage_hint: 'offer @member' }, { command: '/other' }],
  ownCommands: [{ command: '/invite' }],
  shortcuts: [],
  switches: [],
  calendars: [],
}

const offered = (text: string, caret = text.length) =>
  completions(text, caret, state)?.options.map(({ key }) => key)

it.each([
  ['/', ['/mentor', '/other', '/invite']],
  ['/me', ['/mentor']],
  ['/mentor ', undefined],
  ['see /', undefined],
  ['/mentor offer @', ['ada', 'dana']],
  // Only Slack's own commands are about apps.
  ['/mentor offer @men', []],
  ['/invite @men', ['mentorship']],
  ['/mentor offer @da', ['dana']],
  ['/mentor offer @NGA', ['dana']],
  ['mail me@da', undefined],
])('%j offers %j', (text, keys) => {
  expect(offered(text)).toEqual(keys)
})

it('A pick replaces what was typed, and leaves the rest alone', () => {
  const text = 'Ask @da about it'
  const offer = completions(text, 7, state)
  const [option] = offer?.options ?? []
  if (!offer || !option) throw new Error('nothing offered')
  expect(complete(text, offer, option)).toEqual({ text: 'Ask @dana about it', caret: 10 })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import type { SeedChannel } from '../../../../src/sandbox/slack/state/seed.ts'
import { startRawApp } from '../support/raw-app.ts'
import { button, plain } from '../support/tiny-app.ts'

const ADA = 'U0ADA00001'
const channels: SeedChannel[] = [
  { id: 'C0GENERAL1', name: 'general' },
  { id: 'C0LUNCH001', name: 'lunch', appIsMember: true },
  { id: 'C0LEADS001', name: 'leads', isPrivate: true, members: [ADA], appIsMember: true },
  { id: 'C0OLD00001', name: 'old', isArchived: true, appIsMember: true },
]

let app: Awaited<ReturnType<typeof startRawApp>>
beforeEach(async () => {
  app = await startRawApp({ seed: { ...sandboxSeed, channels } })
})
afterEach(() => app.stop())

describe('A menu', () => {
  const offering = async (handle: string, element: object) => {
    const member = app.slack.member(handle)
    await member.shortcut('any')
    const input = {
      type: 'input',
      block_id: 'Where',
      label: plain('Where'),
      element: { action_id: 'x', ...element },
    }
    const view = { type: 'modal', title: plain('T'), submit: plain('Go'), blocks: [input] }
    await app.call('views.open', {
      trigger_id: String(app.last().trigger_id),
      view: JSON.parse(JSON.stringify(view)),
    })
    return member
  }
  const conversations = (...include: string[]) => ({
    type: 'conversations_select',
    filter: { include, exclude_bot_users: true, exclude_external_shared_channels: true },
  })

  it.each([
    ['@ada', { type: 'channels_select' }, '#general, #lunch'],
    ['@ada', conversations('public', 'private'), '#general, #lunch, #leads'],
    ['@ben', conversations('public', 'private'), '#general, #lunch'],
    ['@ada', conversations('private'), '#leads'],
    ['@ben', conversations('private'), 'none'],
  ])('of %s with %j offers %s', async (handle, element, offered) => {
    const member = await offering(handle, element)
    await expect(member.choose('Where', '#old')).rejects.toThrow(
      `a menu of channels does not offer "C0OLD00001"; there are: ${offered}`,
    )
  })

  it('of conversations holds none until one is chosen, by its name', async () => {
    const ada = await offering('@ada', conversations('public', 'private'))
    expect(app.slack.texts(ada.modal())).toContain('Where:')
    expect(await ada.submit()).toMatchObject({ sent: false })
    await ada.choose('Where', '#leads')
    expect(app.slack.texts(ada.modal())).toContain('Where: <#C0LEADS001>')
    await ada.submit()
    const held = { type: 'conversations_select', selected_conversation: 'C0LEADS001' }
    expect(app.last()).toMatchObject({ view: { state: { values: { Where: { x: held } } } } })
  })

  it('begins with the conversation that the app names', async () => {
    const ada = await offering('@ada', { type: 'conversations_select', initial_conversation: 'C0LUNCH001' })
    expect(app.slack.texts(ada.modal())).toContain('Where: <#C0LUNCH001>')
  })
})

describe('The app comes into a channel', () => {
  it('by /invite, which Slack notes there and the app is told', async () => {
    const ben = app.slack.member('@ben')
    await ben.command('/invite', '@Mentorship', { channel: '#general' })
    expect(app.slack.state.channels.C0GENERAL1).toMatchObject({ appIsMember: true })
    expect(ben.channel('general')).toMatchObject([
      {
        user: 'U0MENTORBT',
        text: '<@U0MENTORBT> has joined the channel',
        note: { shown: 'was added to <#C0GENERAL1> by <@U0BEN00001>.' },
      },
    ])
    expect(app.slack.texts(ben.channel('general')[0])).toEqual([
      'was added to <#C0GENERAL1> by <@U0BEN00001>.',
    ])
    expect(app.last()).toMatchObject({
      event: {
        type: 'member_joined_channel',
        user: 'U0MENTORBT',
        channel: 'C0GENERAL1',
        inviter: 'U0BEN00001',
      },
    })
    const history = await app.call('conversations.history', { channel: 'C0GENERAL1' })
    expect(history.messages).toMatchObject([{ subtype: 'channel_join', inviter: 'U0BEN00001' }])
  })

  it('once: a second invitation says that it is there already', async () => {
    const ben = app.slack.member('@ben')
    const { ephemeral } = await ben.command('/invite', '@mentorship', { channel: '#lunch' })
    expect(ephemeral?.text).toBe('Mentorship is already in this channel.')
    expect(ben.channel('lunch')).toEqual([])
    expect(app.received).toEqual([])
  })

  it('and leaves by /kick', async () => {
    const ben = app.slack.member('@ben')
    await ben.command('/kick', '@mentorship', { channel: '#lunch' })
    expect(app.slack.state.channels.C0LUNCH001).toMatchObject({ appIsMember: false })
    expect(app.slack.texts(ben.channel('lunch')[0])).toEqual([
      'was removed from <#C0LUNCH001> by <@U0BEN00001>.',
    ])
    expect(app.last()).toMatchObject({ event: { type: 'channel_left', channel: 'C0LUNCH001' } })
    const { ephemeral } = await ben.command('/kick', '@mentorship', { channel: '#lunch' })
    expect(ephemeral?.text).toBe('Mentorship is not in this channel.')
  })
})

describe('A channel', () => {
  it('that is private is seen by its members alone', async () => {
    const posted = await app.call('chat.postMessage', {
      channel: 'C0LEADS001',
      text: 'Card',
      blocks: [{ type: 'actions', elements: [button('Join', 'join')] }],
    })
    await app.slack.member('@ada').click('Join', { message: String(posted.ts) })
    expect(app.last()).toMatchObject({ channel: { id: 'C0LEADS001', name: 'privategroup' } })
    const ben = app.slack.member('@ben')
    expect(() => ben.channel('leads')).toThrow('no channel leads')
    await expect(ben.click('Join', { message: String(posted.ts) })).rejects.toThrow('ben sees no message')
  })

  it('that is archived or read-only takes nobody’s words', async () => {
    const ben = app.slack.member('@ben')
    expect(() => ben.post('Hello', { channel: 'old' })).toThrow('#old is archived: nobody can write in it')
    await ben.changeChannel('lunch', 'read-only')
    expect(() => ben.post('Hello', { channel: 'lunch' })).toThrow('only some people can post in it')
    await expect(ben.command('/mentor', '', { channel: 'lunch' })).rejects.toThrow('#lunch is read-only')
  })
})

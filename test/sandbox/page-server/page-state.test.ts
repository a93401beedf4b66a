import { describe, expect, it } from 'vitest'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { pageState, type Workbench } from '../../../src/sandbox/page-server/page-state.ts'
import { readObject, startPage } from './support.ts'

const ADA = 'U0ADA00001'
const BEN = 'U0BEN00001'
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const home = { type: 'home', blocks: [section('Ada’s Home')] }

describe('What a window shows', () => {
  it('is what its member sees, and nothing that only others see', async () => {
    const { bench, call } = await startPage()
    await call('chat.postMessage', { channel: ADA, text: 'A card for Ada' })
    await call('chat.postEphemeral', { channel: ADA, user: ADA, text: 'Only for Ada' })
    await call('views.publish', { user_id: ADA, view: home })
    const hers = JSON.stringify(pageState(bench, ADA))
    const his = JSON.stringify(pageState(bench, BEN))
    for (const text of ['A card for Ada', 'Only for Ada', 'Ada’s Home']) {
      expect(hers).toContain(text)
      expect(his).not.toContain(text)
    }
  })

  it('counts what the app sent each member until they look at it', async () => {
    const { bench, call, act } = await startPage()
    await call('chat.postMessage', { channel: ADA, text: 'one' })
    const { ts, channel } = await call('chat.postMessage', { channel: ADA, text: 'two' })
    const unread = () => pageState(bench, BEN).members.find(({ id }) => id === ADA)?.unread
    expect(unread()).toBe(2)
    await act('ada', { do: 'read', channel, ts })
    expect(unread()).toBe(0)
  })
})

describe('The channels of a window', () => {
  const channels = [
    { id: 'C0GENERAL1', name: 'general' },
    { id: 'C0LUNCH001', name: 'lunch', topic: 'Noon', appIsMember: true },
    { id: 'C0LEADS001', name: 'leads', isPrivate: true, members: [ADA], appIsMember: true },
  ]
  const start = () => startPage({ seed: { ...sandboxSeed, channels } })
  const channelsOf = (bench: Workbench, memberId: string) =>
    pageState(bench, memberId).conversations.filter(({ kind }) => kind === 'channel')

  it('are those that its member is in, each with what is unread in it', async () => {
    const { bench, call, act } = await start()
    await call('chat.postMessage', { channel: 'C0LUNCH001', text: 'one' })
    const { ts } = await call('chat.postMessage', { channel: 'C0LUNCH001', text: 'two' })
    await call('chat.postMessage', { channel: 'C0LEADS001', text: 'for leads' })
    const unread = (memberId: string) => channelsOf(bench, memberId).map((one) => [one.name, one.unread])
    expect(unread(ADA)).toEqual([
      ['general', 0],
      ['lunch', 2],
      ['leads', 1],
    ])
    expect(unread(BEN)).toEqual([
      ['general', 0],
      ['lunch', 2],
    ])
    await act('ben', { do: 'read', channel: 'C0LUNCH001', ts })
    expect(unread(BEN)).toContainEqual(['lunch', 0])
    expect(unread(ADA)).toContainEqual(['lunch', 2])
    expect(JSON.stringify(pageState(bench, BEN))).not.toContain('for leads')
  })

  it('show only to the one who pressed what the app answered there', async () => {
    const { bench, call } = await start()
    await call('chat.postEphemeral', { channel: 'C0LUNCH001', user: ADA, text: 'You have a seat' })
    const shown = (memberId: string) => channelsOf(bench, memberId).map(({ messages }) => messages.length)
    expect(shown(ADA)).toEqual([0, 1, 0])
    expect(shown(BEN)).toEqual([0, 0])
  })

  it('take the app, and are archived, by an act of the page', async () => {
    const { bench, act } = await start()
    const change = (to: string) => act('ben', { do: 'channel', channel: 'C0GENERAL1', change: to })
    const general = () => channelsOf(bench, BEN)[0]
    expect(general()?.channel).toMatchObject({ hasApp: false, isArchived: false })
    await change('add-app')
    await change('archive')
    expect(general()?.channel).toMatchObject({ hasApp: true, isArchived: true })
    expect(general()?.messages.map(({ text }) => text)).toEqual([
      `was added to <#C0GENERAL1> by <@${BEN}>.`,
      'archived <#C0GENERAL1>.',
    ])
    expect(await change('explode')).toMatchObject({ status: 400 })
    expect(await act('ben', { do: 'channel', channel: 'C0LEADS001', change: 'add-app' })).toEqual({
      status: 400,
      answer: { refused: 'no channel C0LEADS001' },
    })
  })
})

describe('An act of the page', () => {
  it('is done as the member that the window acts as', async () => {
    const { slack, act } = await startPage()
    await act('ben', { do: 'post', channel: 'general', text: 'Hello @ada & all' })
    const [message] = slack.member('@ada').channel('general')
    expect(message).toMatchObject({ user: BEN, text: `Hello <@${ADA}|ada> &amp; all` })
  })

  it('that cannot be done says why', async () => {
    const { act } = await startPage()
    const press = { do: 'interact', surface: 'home', target: { blockId: 'b', actionId: 'a' } }
    expect(await act('ben', press)).toEqual({
      status: 400,
      answer: { refused: "ben's Home has not been published" },
    })
  })

  it.each([
    { do: 'dance' },
    { do: 'post', channel: 'general' },
    { do: 'forward', minutes: -60 },
    'post',
    null,
  ])('that is malformed is refused: %j', async (body) => {
    const { act, slack } = await startPage()
    expect(await act('ada', body)).toMatchObject({ status: 400 })
    expect(slack.state.messages).toEqual({})
  })

  it('on the clock moves it forward, and makes the app look again', async () => {
    const { bench, told, act } = await startPage()
    const before = bench.clock.now()
    await act('ada', { do: 'forward', minutes: 60 })
    expect(bench.clock.now() - before).toBe(3_600_000)
    expect(told).toEqual({ touched: 1, moved: 1 })
  })

  it('on a switch turns a fault on and off', async () => {
    const { call, act, bench } = await startPage()
    await act('ada', { do: 'switch', name: 'server-errors', on: true })
    await expect(call('auth.test', {})).rejects.toThrow()
    expect(bench.switches.list().find(({ on }) => on)?.name).toBe('server-errors')
    await act('ada', { do: 'switch', name: 'server-errors', on: false })
    expect(await call('auth.test', {})).toMatchObject({ ok: true })
  })
})

it('A calendar is served until its switch makes it fail', async () => {
  const file = 'BEGIN:VCALENDAR'
  const { address, act } = await startPage({ calendars: [{ owner: 'ben', file }] })
  const read = async (name: string) => {
    const response = await fetch(`${address}/sandbox/calendars/${name}`)
    return [response.status, await response.text()]
  }
  expect(await read('ben.ics')).toEqual([200, file])
  expect(await read('ada.ics')).toEqual([404, ''])
  await act('ada', { do: 'switch', name: 'calendar-of-ben', on: true })
  expect(await read('ben.ics')).toEqual([500, ''])
  await act('ada', { do: 'switch', name: 'calendar-of-ben', on: false })
  expect(await read('ben.ics')).toEqual([200, file])
})

it('A file can be fetched by members who see its message, and by nobody else', async () => {
  const { address, bench, call, slack } = await startPage()
  const content = 'BEGIN:VCALENDAR'
  const { upload_url, file_id } = await fetch(
    `${slack.apiUrl}files.getUploadURLExternal?filename=session.ics&length=${content.length}`,
    { headers: { authorization: `Bearer ${slack.botToken}` } },
  ).then(readObject)
  await fetch(String(upload_url), { method: 'POST', body: content })
  const fetchAs = (handle: string) => fetch(`${address}/sandbox/files/${file_id}?as=${handle}`)
  expect((await fetchAs('ada')).status).toBe(404)
  await call('conversations.open', { users: ADA })
  const channel = bench.slack.state.dms[ADA]
  await call('files.completeUploadExternal', { files: [{ id: file_id }], channel_id: channel })
  const response = await fetchAs('ada')
  expect(await response.text()).toBe(content)
  expect(response.headers.get('content-disposition')).toContain('session.ics')
  expect((await fetchAs('ben')).status).toBe(404)
})

it('A reply stands below its message, and makes nothing unread but its thread', async () => {
  const { bench, call } = await startPage()
  await call('chat.postMessage', { channel: ADA, text: 'Booked' })
  const channel = bench.slack.state.dms[ADA] ?? ''
  const ts = bench.slack.member('@ada').dm()[0]?.ts ?? ''
  await call('chat.postMessage', { channel, text: 'The file', thread_ts: ts })
  const dm = pageState(bench, ADA).conversations.find(({ kind }) => kind === 'app')
  expect(dm).toMatchObject({ unread: 1, messages: [{ ts, replies: [{ text: 'The file' }] }] })
  expect(dm?.messages).toHaveLength(1)
})

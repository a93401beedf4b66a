import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/app/log.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import type { LogLine } from '../support/app.ts'
import { asUsual } from '../support/as-usual.ts'
import { type PostOffice, postOffice } from './support/post-office.ts'

const SECOND = 1_000

const textsOf = ({ slack, dm, ben }: PostOffice) => dm(ben).map((message) => slack.texts(message).join('\n'))
const buttonsIn = (text: string | undefined) => text?.match(/\[[^\]]+\]/g) ?? []

const book = async (office: PostOffice, mentor = office.anna, mentee = office.ben) => {
  const { services, workspace, clock } = office
  const booked = await services.book({
    ...asUsual,
    workspace,
    actor: mentor,
    mentor,
    mentee,
    startsAt: clock.now() + 2 * DAY,
    topic: '',
    intent: office.intent(),
    origin: null,
    confirmed: true,
  })
  if (booked.outcome !== 'booked') throw new Error('not booked')
  return booked.session
}

describe('if Slack deletes nothing,', () => {
  it.each(['compliance_exports_prevent_deletion', 'cant_delete_message', 'restricted_action'])(
    'a repeated offer arrives, and the older message keeps no buttons (%s)',
    async (error) => {
      const office = await postOffice()
      const { anna, ben, send, slack, outbox, outcomes } = office
      slack.faults.on({ method: 'chat.delete', kind: 'platform-error', error })
      await send(anna, ben, 'offer', 'first')
      await outbox().drain()
      await send(anna, ben, 'offer', 'second')
      await outbox().drain()
      const [older, newer, ...others] = textsOf(office)
      expect(others).toEqual([])
      expect(newer).toContain('second')
      expect(buttonsIn(newer)).toEqual(['[Accept]', '[Dismiss]', '[See all 2]'])
      expect(older).toBe("There's a newer message about this further down.")
      expect(await outcomes()).toEqual(['card sent', 'card sent', 'replaced sent'])
    },
  )

  it('a cancellation arrives', async () => {
    const office = await postOffice()
    const { anna, ben, slack, outbox, dm, services, workspace } = office
    const error = 'compliance_exports_prevent_deletion'
    slack.faults.on({ method: 'chat.delete', kind: 'platform-error', error })
    const session = await book(office)
    await outbox().drain()
    await services.cancel({ workspace, actor: anna, session: session.id, reason: null })
    await outbox().drain()
    const texts = dm(ben)
      .filter(({ files }) => !files)
      .map((message) => slack.texts(message).join('\n'))
    expect(texts).toHaveLength(2)
    expect(texts[0]).toBe("There's a newer message about this further down.")
    expect(texts[1]).toContain('cancelled your session')
  })

  it('and changes nothing, the older message stays as it is, and nothing waits for it', async () => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, outcomes } = office
    slack.faults.on({ method: 'chat.delete', kind: 'platform-error', error: 'cant_delete_message' })
    slack.faults.on({ method: 'chat.update', kind: 'platform-error', error: 'edit_window_closed' })
    await send(anna, ben, 'offer', 'first')
    await outbox().drain()
    await send(anna, ben, 'offer', 'second')
    await outbox().drain()
    expect(textsOf(office).map((text) => text.includes('second'))).toEqual([false, true])
    expect(await outcomes()).toEqual(['card sent', 'card sent', 'replaced skipped edit_window_closed'])
  })
})

describe('an announcement does not wait for', () => {
  it.each([
    ['fails', { kind: 'http-error', status: 503 }],
    ['is limited', { kind: 'rate-limited', retryAfterSeconds: 600 }],
    ['gets no answer', { kind: 'reset' }],
  ] as const)('a deletion that %s, which is retried by itself', async (_how, fault) => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, clock } = office
    await send(anna, ben, 'offer', 'first')
    await outbox().drain()
    const mend = slack.faults.on({ method: 'chat.delete', ...fault })
    await send(anna, ben, 'offer', 'second')
    await outbox().drain()
    expect(textsOf(office).at(-1)).toContain('second')
    mend()
    clock.advance(600 * SECOND)
    await outbox().drain()
    expect(textsOf(office)).toHaveLength(1)
  })

  it.each([
    ['fails', { kind: 'http-error', status: 503 }],
    ['is limited', { kind: 'rate-limited', retryAfterSeconds: 600 }],
    ['is refused for a reason that nobody documented', { kind: 'platform-error', error: 'not_on_mondays' }],
  ] as const)('a change to an older message that %s', async (_how, fault) => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, services, workspace, clock, outcomes } = office
    const sent = await send(anna, ben, 'offer', 'first')
    if (sent.outcome !== 'sent') throw new Error('not sent')
    await outbox().drain()
    const mend = slack.faults.on({ method: 'chat.update', ...fault })
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
    await outbox().drain()
    await send(anna, ben, 'offer', 'second')
    await outbox().drain()
    expect(textsOf(office).at(-1)).toContain('second')
    mend()
    clock.advance(600 * SECOND)
    await outbox().drain()
    expect(textsOf(office)).toHaveLength(1)
    expect(new Set(await outcomes())).toEqual(new Set(['card sent', 'replaced sent']))
  })
})

it.each(['edit_window_closed', 'cant_update_message', 'message_not_found', 'is_inactive'])(
  'a change that is refused for good (%s) is over at once',
  async (error) => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, services, workspace, calls, outcomes } = office
    const sent = await send(anna, ben)
    if (sent.outcome !== 'sent') throw new Error('not sent')
    await outbox().drain()
    slack.faults.on({ method: 'chat.update', kind: 'platform-error', error })
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
    await outbox().drain()
    expect(calls('chat.update')).toBe(1)
    expect(await outcomes()).toEqual(['card sent', `card skipped ${error}`])
  },
)

describe('an answer that is not Slack’s', () => {
  const words = 'I would like to talk about my salary'
  const pages = [
    ['a page', `<html><body>Blocked: ${words}</body></html>`],
    ['text', words],
    ['JSON of somebody else', JSON.stringify({ ok: false, error: words })],
    ['JSON without a verdict', JSON.stringify({ said: words })],
    ['a JSON string', JSON.stringify(words)],
    ['null', 'null'],
    ['nothing', ''],
  ] as const

  it.each(pages)(
    'is not a refusal: the posted message is found, and appears once (%s)',
    async (_what, body) => {
      const office = await postOffice()
      const { anna, ben, send, slack, outbox, clock, calls, outcomes, rows } = office
      const log: LogLine[] = []
      const at =
        (level: LogLine['level']) =>
        (...what: readonly [unknown, ...unknown[]]) =>
          void log.push({ level, what })
      slack.faults.on({ method: 'chat.postMessage', kind: 'garbled-reply', body, times: 1 })
      await send(anna, ben, 'offer', words)
      const worker = outbox({
        log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
      })
      await worker.drain()
      expect(JSON.stringify(await rows('select reason from deliveries'))).not.toContain('salary')
      expect(log.map(({ what }) => written(what)).join()).not.toContain('salary')
      clock.advance(SECOND)
      await worker.drain()
      expect(textsOf(office)).toHaveLength(1)
      expect(calls('chat.postMessage')).toBe(1)
      expect(await outcomes()).toEqual(['card sent'])
    },
  )
})

/** As pino writes it. */
const written = (what: unknown): string => {
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const [context, message] = Array.isArray(what) ? what : []
  log.info(context, message)
  return lines.join()
}

describe('a clock set back by a day', () => {
  it('ends a rest that Slack asked for before', async () => {
    const { anna, ben, cleo, send, slack, outbox, clock, dm } = await postOffice()
    const now = clock.now()
    clock.advance(DAY)
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 30, times: 1 })
    await send(anna, ben)
    await outbox().drain()
    clock.set(now)
    await send(anna, cleo)
    await outbox().drain()
    expect(dm(cleo)).toHaveLength(1)
  })

  it('ends the pause of a method', async () => {
    const office = await postOffice()
    const { cleo, dora, slack, outbox, clock, dm } = office
    const now = clock.now()
    clock.advance(DAY)
    slack.faults.on({ method: 'upload', kind: 'rate-limited', retryAfterSeconds: 30, times: 1 })
    await book(office)
    await outbox().drain()
    clock.set(now)
    await book(office, cleo, dora)
    await outbox().drain()
    expect(dm(cleo).filter(({ files }) => files)).toHaveLength(1)
  })

  it('leaves no member without messages', async () => {
    const { anna, ben, cleo, send, outbox, clock, dm } = await postOffice()
    const now = clock.now()
    clock.advance(DAY)
    const worker = outbox({ timing: { pace: SECOND } })
    await send(anna, ben)
    await worker.drain()
    clock.set(now)
    await send(cleo, ben)
    await worker.drain()
    expect(dm(ben)).toHaveLength(2)
  })

  it('leaves nothing waiting for the time it used to show', async () => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, clock } = office
    const now = clock.now()
    clock.advance(DAY)
    const mend = slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 503 })
    await send(anna, ben, 'offer', 'first')
    await outbox().drain()
    mend()
    clock.set(now)
    await outbox().drain()
    expect(textsOf(office).at(-1)).toContain('first')
  })

  it('sends nothing early, and plans it again at its time', async () => {
    const office = await postOffice()
    const { outbox, clock, ben, dm } = office
    const session = await book(office)
    await outbox().drain()
    const now = clock.now()
    const before = dm(ben).length
    clock.set(session.startsAt - DAY - SECOND)
    await outbox().drain()
    clock.set(now)
    await outbox().drain()
    expect(dm(ben)).toHaveLength(before)
    clock.set(session.startsAt - DAY)
    await outbox().drain()
    expect(dm(ben)).toHaveLength(before + 1)
  })
})

it('Slack is asked again after at most an hour, however long it asks to be left alone', async () => {
  const { anna, ben, send, slack, outbox, clock, calls } = await postOffice()
  slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 7_200, times: 2 })
  await send(anna, ben)
  await outbox().drain()
  clock.advance(HOUR - 1)
  await outbox().drain()
  expect(calls('chat.postMessage')).toBe(1)
  clock.advance(1)
  await outbox().drain()
  expect(calls('chat.postMessage')).toBe(2)
})

describe('a search for what may have arrived', () => {
  const windowsOf = ({ slack }: PostOffice, method = 'conversations.history') =>
    slack.requests
      .filter(({ name }) => name === method)
      .map(({ request }) => new URLSearchParams(request))
      .map((asked) => [Number(asked.get('oldest')), Number(asked.get('latest'))])

  it('covers the minutes around the last try of a message', async () => {
    const office = await postOffice()
    const { anna, ben, send, slack, outbox, clock } = office
    slack.faults.on({ method: 'chat.postMessage', kind: 'reset', times: 2 })
    await send(anna, ben)
    const tried = clock.now() / 1000
    await outbox().drain()
    clock.advance(HOUR)
    await outbox().drain()
    clock.advance(HOUR)
    await outbox().drain()
    expect(windowsOf(office)).toEqual([
      [tried - 600, tried + 600],
      [tried + 3_000, tried + 4_200],
    ])
  })

  it('covers the minutes around the last try of a calendar file', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, dora, send, slack, outbox, clock, dm } = office
    slack.faults.on({ method: 'files.completeUploadExternal', kind: 'lost-reply', times: 2 })
    await book(office)
    const tried = clock.now() / 1000
    await outbox().drain()
    clock.advance(15 * MINUTE)
    for (const from of [anna, cleo, dora]) await send(from, ben)
    await outbox().drain()
    expect(windowsOf(office, 'conversations.replies')).toEqual([
      [tried - 600, tried + 600],
      [tried - 600, tried + 600],
    ])
    expect([anna, ben].map((member) => dm(member).filter(({ files }) => files).length)).toEqual([1, 1])
  })
})

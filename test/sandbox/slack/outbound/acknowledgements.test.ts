import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE } from '../../../../src/domain/time/time.ts'
import { startRawApp } from '../support/raw-app.ts'
import { button, plain } from '../support/tiny-app.ts'

let app: Awaited<ReturnType<typeof startRawApp>>
beforeEach(async () => {
  app = await startRawApp({ ackTimeoutMs: 2_000 })
})
afterEach(() => app.stop())
const rules = () => app.slack.breaches.map(({ where, rule }) => `${where}: ${rule}`)

describe('a command', () => {
  it.each([
    [200, 'Done.', 'text/plain', 'Done.', undefined],
    [200, '{"text":"As JSON"}', 'application/json', 'As JSON', undefined],
    [200, '', 'text/plain', undefined, undefined],
    [404, '', 'text/plain', '/mentor failed with the error "http_client_error"', 'http_client_error'],
    [500, 'oops', 'text/plain', '/mentor failed with the error "http_service_error"', 'http_service_error'],
    [
      200,
      '{"blocks":[{"type":"x"}]}',
      'application/json',
      '/mentor failed with the error "invalid_command_response"',
      'invalid_command_response',
    ],
  ])('can be answered with %i and %j', async (status, body, type, told, failure) => {
    app.answerWith((_, response) => response.writeHead(status, { 'content-type': type }).end(body))
    const ben = app.slack.member('@ben')
    const outcome = await ben.command('/mentor')
    expect(outcome.status).toBe(status)
    expect(outcome.failure).toBe(failure)
    expect(ben.ephemerals().map(({ text }) => text)).toEqual(told === undefined ? [] : [told])
    expect(app.slack.member('@ada').ephemerals()).toEqual([])
    expect(rules()).toHaveLength(failure ? 1 : 0)
  })

  it('not answered in time fails with operation_timeout, and counts as a breach', async () => {
    app.answerWith(() => undefined)
    const outcome = await app.slack.member('@ben').command('/mentor')
    expect(outcome).toMatchObject({
      failure: 'operation_timeout',
      ephemeral: { text: '/mentor failed with the error "operation_timeout"' },
    })
    expect(rules()).toEqual(['/mentor: not acknowledged within 2000 ms'])
  })

  it('to an absent app fails with dispatch_failed, which breaks no rule', async () => {
    app.slack.connect(undefined)
    expect(await app.slack.member('@ben').command('/mentor')).toMatchObject({ failure: 'dispatch_failed' })
    app.slack.connect('http://127.0.0.1:1/slack/events')
    expect(await app.slack.member('@ben').command('/mentor')).toMatchObject({ failure: 'dispatch_failed' })
    expect(rules()).toEqual([])
  })
})

describe('an event', () => {
  const retryHeaders = () =>
    app.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])

  it('that is refused comes again at once, after a minute and after five, with the same id', async () => {
    app.answerWith((_, response) => response.writeHead(500).end())
    await app.slack.member('@ben').openHome()
    expect(await app.slack.retryDue()).toBe(1)
    expect(await app.slack.retryDue()).toBe(0)
    app.clock.forward(MINUTE - 1)
    expect(await app.slack.retryDue()).toBe(0)
    app.clock.forward(1)
    expect(await app.slack.retryDue()).toBe(1)
    app.clock.forward(5 * MINUTE)
    expect(await app.slack.retryDue()).toBe(1)
    app.clock.forward(60 * MINUTE)
    expect(await app.slack.retryDue()).toBe(0)
    expect(retryHeaders()).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
    expect(new Set(app.received.map(({ body }) => body)).size).toBe(1)
  })

  it('that is not answered in time comes again as http_timeout, and stops once it is accepted', async () => {
    app.answerWith(() => undefined)
    await app.slack.member('@ben').openHome()
    app.answerWith((_, response) => response.end())
    await app.slack.retryDue()
    expect(retryHeaders().at(-1)).toEqual(['1', 'http_timeout'])
    app.clock.forward(60 * MINUTE)
    expect(await app.slack.retryDue()).toBe(0)
  })

  it('is not sent again if the app says so', async () => {
    app.answerWith((_, response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end())
    await app.slack.member('@ben').openHome()
    expect(await app.slack.retryDue()).toBe(0)
  })

  it('waiting for a retry survives a snapshot', async () => {
    app.slack.connect(undefined)
    await app.slack.member('@ben').openHome()
    const saved = JSON.parse(JSON.stringify(app.slack.snapshot()))
    const later = await startRawApp({ snapshot: saved })
    expect(await later.slack.retryDue()).toBe(1)
    expect(later.last()).toMatchObject({ event: { type: 'app_home_opened' } })
    await later.stop()
  })
})

describe('the stack of modals', () => {
  const modal = (title: string, more = {}) => ({
    type: 'modal',
    title: plain(title),
    submit: plain('Go'),
    blocks: [
      {
        type: 'input',
        block_id: 'i',
        optional: true,
        label: plain('Name'),
        element: { type: 'plain_text_input', action_id: 'n' },
      },
      { type: 'actions', block_id: 'a', elements: [button('Press', 'press')] },
    ],
    ...more,
  })
  const titles = () =>
    app.slack
      .member('@ben')
      .modals()
      .map((view) => view.title?.text)
  const open = async (view = modal('One')) => {
    const ben = app.slack.member('@ben')
    await ben.shortcut('any')
    await app.call('views.open', { trigger_id: String(app.last().trigger_id), view })
    return ben
  }

  it('grows by an answer that pushes, up to three, and a submission goes back one', async () => {
    const ben = await open()
    app.answerJson({ response_action: 'push', view: modal('Two') })
    await ben.submit()
    await ben.clickModal('Press')
    await app.call('views.push', { trigger_id: String(app.last().trigger_id), view: modal('Three') })
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    const [root, second, third] = ben.modals()
    expect(third).toMatchObject({ rootViewId: root?.id, previousViewId: second?.id })
    expect(await ben.submit()).toMatchObject({ failure: 'invalid_response' })
    expect(rules()).toEqual(['view_submission: a fourth modal cannot be pushed'])
    app.answerWith((_, response) => response.end())
    await ben.submit()
    expect(titles()).toEqual(['One', 'Two'])
    expect(app.slack.member('@ada').modal()).toBeUndefined()
  })

  it('is updated in place or cleared by an answer', async () => {
    const ben = await open()
    const id = ben.modal()?.id
    await ben.fill('Name', 'Bea')
    app.answerJson({ response_action: 'update', view: modal('Other') })
    await ben.submit()
    expect(titles()).toEqual(['Other'])
    expect(ben.modal()?.id).toBe(id)
    expect(app.slack.texts(ben.modal())).toContain('Name: Bea')
    app.answerJson({ response_action: 'push', view: modal('Two') })
    await ben.submit()
    app.answerJson({ response_action: 'clear' })
    await ben.submit()
    expect(titles()).toEqual([])
  })

  it.each<[string, (response: import('node:http').ServerResponse) => void, string]>([
    ['is late', () => undefined, 'view_submission: not acknowledged within 2000 ms'],
    [
      'is HTTP 500',
      (response) => response.writeHead(500).end(),
      'view_submission: acknowledged with HTTP 500',
    ],
    [
      'is no JSON',
      (response) => response.end('ok'),
      'view_submission: the answer to view_submission is not JSON',
    ],
    [
      'names an unknown action',
      (response) => response.end('{"response_action":"close"}'),
      'view_submission: unknown response_action "close"',
    ],
    [
      'has an error for no input',
      (response) => response.end('{"response_action":"errors","errors":{"a":"x"}}'),
      'view_submission: an error for a, which is no input block of this view',
    ],
    [
      'has errors of none',
      (response) => response.end('{"response_action":"errors","errors":{}}'),
      'view_submission: `errors` without any error',
    ],
    [
      'shows a malformed view',
      (response) => response.end('{"response_action":"update","view":{"type":"modal","blocks":[]}}'),
      'view_submission: response_action update: missing required field: title [json-pointer:/view]',
    ],
  ])('keeps a modal whose answer %s open, and says so', async (_, respond, rule) => {
    const ben = await open()
    app.answerWith((_request, response) => respond(response))
    expect(await ben.submit()).toMatchObject({ sent: true, failure: expect.any(String) })
    expect(titles()).toEqual(['One'])
    expect(app.slack.texts(ben.modal())).toContain('We had some trouble connecting. Try again?')
    expect(rules()).toEqual([rule])
    app.answerWith((_request, response) => response.end())
    await ben.submit()
    expect(titles()).toEqual([])
  })

  it('is cleared by the cross, and the app hears of each view that asked', async () => {
    const ben = await open(modal('One', { notify_on_close: true }))
    app.answerJson({ response_action: 'push', view: modal('Two', { notify_on_close: true }) })
    await ben.submit()
    await ben.close({ all: true })
    expect(app.received.slice(-2).map(({ payload }) => [payload.type, payload.is_cleared])).toEqual([
      ['view_closed', true],
      ['view_closed', true],
    ])
    expect(titles()).toEqual([])
  })

  it('tells the app about Enter in an input that dispatches, and stays silent about others', async () => {
    const ben = await open(
      modal('One', {
        blocks: [
          {
            type: 'input',
            block_id: 'q',
            dispatch_action: true,
            label: plain('Search'),
            element: { type: 'plain_text_input', action_id: 's' },
          },
          {
            type: 'input',
            block_id: 'p',
            label: plain('Pick'),
            dispatch_action: true,
            element: { type: 'users_select', action_id: 'u' },
          },
          {
            type: 'input',
            block_id: 'm',
            label: plain('Mute'),
            element: { type: 'users_select', action_id: 'u' },
          },
        ],
      }),
    )
    expect(await ben.fill('Search', 'car')).toEqual({ sent: false })
    expect(await ben.choose('Mute', '@ada')).toEqual({ sent: false })
    expect(await ben.fill('Search', 'cars', { enter: true })).toMatchObject({ sent: true, status: 200 })
    expect(app.last()).toMatchObject({
      actions: [{ type: 'plain_text_input', value: 'cars', block_id: 'q' }],
    })
    await ben.choose('Pick', '@dana')
    expect(app.last()).toMatchObject({ actions: [{ type: 'users_select', selected_user: 'U0DANA0001' }] })
    await expect(ben.choose('Pick', '@eli')).rejects.toThrow('a menu of users does not offer')
  })
})

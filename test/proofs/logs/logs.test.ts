import { Writable } from 'node:stream'
import { expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/app/log.ts'
import { journey } from '../../support/app.ts'
import { openInMemory } from '../../support/in-memory.ts'
import { peopleOf, walk } from '../support/tour.ts'

/** The app's log lines at the most verbose level. */
const collect = () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString('utf8'))
      done()
    },
  })
  return { lines, log: createLog('debug', stream) }
}

const SECRET = 'Zebrafink 7391 “quoted” & <odd>'

it('no log line holds a token, a signature or what people wrote, not even when everything breaks', async () => {
  const { lines, log } = collect()
  const database = await openInMemory()
  onTestFinished(() => database.close())
  const j = await journey({ database, logTo: log })
  const people = peopleOf(j)
  const { ada, ben } = people
  const uninstall = 'tokens_revoked and app_uninstalled'
  await walk(people, async ({ what, act }) => {
    if (what !== uninstall) await act(people)
  })

  const speakAll = async () => {
    await ben.member.command('/mentor', `offer @ada ${SECRET}`)
    await ada.member.command('/mentor', `${SECRET} halp`)
    await ada.member.openHome()
    await j.slack.forge({
      raw: `payload={"type":"${SECRET}`,
      contentType: 'application/x-www-form-urlencoded',
    })
    await j.slack.forge({ raw: `{"type":"${SECRET}"}`, contentType: 'application/json', signature: 'wrong' })
    await j.slack.forge({ event: { type: 'event_callback', event_id: 'Ev1', event: { type: SECRET } } })
    await j.settle()
  }
  await speakAll()
  // Slack refuses, then cannot be reached.
  for (const fault of [
    { method: '*', kind: 'platform-error', error: 'fatal_error' },
    { method: '*', kind: 'http-error', status: 500 },
    { method: '*', kind: 'reset' },
  ] as const) {
    const off = j.slack.faults.on(fault)
    await speakAll()
    off()
  }
  // The database refuses what was written, values and all; then it is gone.
  await database.knex.raw(
    `alter table requests add constraint no_birds check (message not like '%Zebrafink%') not valid`,
  )
  await speakAll()
  await database.knex.raw('alter table requests drop constraint no_birds')
  await database.knex.raw('alter table receipts rename to receipts_away')
  await speakAll()
  await database.knex.raw('alter table receipts_away rename to receipts')

  const written = lines.join('')
  expect(written).toContain('23514')
  expect(written).toContain('42P01')
  for (const secret of [
    'Zebrafink',
    '7391',
    j.slack.botToken,
    j.slack.signingSecret,
    'xoxb-',
    'v0=',
    'I can help with',
    'Indexes',
    'Flu, sorry',
    'Room 4',
  ]) {
    expect(lines.filter((line) => line.includes(secret))).toEqual([])
  }
  expect(j.takeErrors().length).toBeGreaterThan(0)
  j.slack.clearLog()
}, 300_000)

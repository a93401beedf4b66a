import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/domain/time/time.ts'
import type { JsonObject } from '../../src/sandbox/slack/json.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const isMarked = async ({ slack }: Journey): Promise<boolean> => {
  const { knex } = await testDatabase()
  const [row] = await knex('workspaces').where({ workspace_id: slack.state.team.id })
  return row.uninstalled_at !== null
}

const saidOf = ({ log }: Journey) => log.filter(({ level }) => level !== 'debug').map(({ what }) => what)

const events: ({ type: string } & JsonObject)[] = [
  { type: 'app_uninstalled' },
  { type: 'tokens_revoked', tokens: { bot: ['U0MENTORBT'] } },
]

describe('news that the app was removed', () => {
  it('is believed if Slack no longer takes the token, and silences the workspace', async () => {
    const j = await journey()
    await actor(j, 'ada').openHome()
    await j.slack.uninstall()
    expect(await isMarked(j)).toBe(true)
    expect(JSON.stringify(saidOf(j))).toContain('the app was removed')
  })

  it.each(events)('changes nothing if $type is about another team, without asking Slack', async (event) => {
    const j = await journey()
    j.slack.state.uninstalled = true
    const envelope = { type: 'event_callback', event_id: 'Ev1', event_time: j.clock.now() / 1000, event }
    const answer = await j.slack.forge({ event: { ...envelope, team_id: 'T0OTHER001' } })
    expect(answer.status).toBe(200)
    expect(await isMarked(j)).toBe(false)
    expect(JSON.stringify(saidOf(j))).toContain('another team')
    j.slack.state.uninstalled = false
    const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
    await ada.types('offer @ben I can help')
    expect(ben.messages()).toHaveLength(1)
  })

  it.each(events)('changes nothing on $type as long as Slack takes the token', async (event) => {
    const j = await journey()
    await j.slack.sendEvent(event)
    expect(await isMarked(j)).toBe(false)
    expect(JSON.stringify(saidOf(j))).toContain('still accepts its token')
  })

  it('is heard again if Slack did not say whether it is true', async () => {
    const j = await journey()
    j.slack.state.uninstalled = true
    const mend = j.slack.faults.on({ method: 'auth.test', kind: 'http-error', status: 503 })
    await j.slack.sendEvent({ type: 'app_uninstalled' })
    expect(await isMarked(j)).toBe(false)
    expect(j.slack.breaches.map(({ rule }) => rule)).toEqual(['acknowledged with HTTP 500'])
    j.slack.clearLog()
    expect(j.takeErrors().length).toBeGreaterThan(0)
    mend()
    j.clock.advance(MINUTE)
    await j.slack.retryDue()
    expect(await isMarked(j)).toBe(true)
  })

  it('is not what a member’s own revoked token means', async () => {
    const j = await journey()
    j.slack.state.uninstalled = true
    await j.slack.sendEvent({ type: 'tokens_revoked', tokens: { oauth: ['U0ADA00001'] } })
    expect(await isMarked(j)).toBe(false)
  })
})

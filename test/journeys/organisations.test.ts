import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../src/domain/settings.ts'
import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import { signedHeaders } from '../../src/sandbox/slack/outbound/signing.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { grid, hostedApp } from '../support/hosted-app.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(8)
})
afterAll(() => database.close())

const known = async () => {
  const { rows } = await database.knex.raw('select workspace_id from workspaces order by 1')
  return rows.map((row: { workspace_id: string }) => row.workspace_id)
}

describe('an organisation that installed the app', () => {
  it('is told to choose workspaces next, and not that it could begin', async () => {
    const { install } = await hostedApp({ database, organisations: [grid] })
    const done = await install('E0GRID', { by: 'U0ADA00001' })
    const { forOrganisation } = english.installing
    expect(done.title).toBe(forOrganisation.title)
    expect(done.html).toContain(forOrganisation.lines[0])
    expect(done.html).toContain(`>${english.installing.choose}<`)
    expect(done.html).not.toContain(english.installing.done.lines[0])
  })

  it('has each workspace served from the first that comes from it, also if nobody said that it was let in', async () => {
    const { slack, app, install, member, texts } = await hostedApp({ database, organisations: [grid] })
    await install('E0GRID', { by: 'U0ADA00001' })
    slack.connect('http://127.0.0.1:9/')
    await slack.grantAccess('E0GRID', ['T0ACME']).catch(() => {})
    slack.connect(`${app.address}/slack/events`)
    expect(await known()).toEqual([])
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await app.settle()
    expect(texts('T0ACME', 'ben')).toHaveLength(1)
    expect(await known()).toEqual(['T0ACME'])
  })

  it('serves nobody of a team that is none of its own', async () => {
    const { slackConfig, wallClock, app, slack, install } = await hostedApp({
      ...{ database, organisations: [grid] },
    })
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME'])
    const body = new URLSearchParams({
      ...{
        team_id: 'T0STRANGER',
        enterprise_id: 'E0GRID',
        is_enterprise_install: 'true',
        user_id: 'U0STRANGER',
      },
      ...{ command: '/mentor', text: 'help', trigger_id: '1.2', token: 't', api_app_id: 'A0MENTOR01' },
      ...{ channel_id: 'C1', response_url: 'http://127.0.0.1:9/' },
    }).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...signedHeaders(slackConfig.signingSecret, body, wallClock.now()),
    }
    const answer = await fetch(`${app.address}/slack/events`, { method: 'POST', headers, body })
    // Refused, as everything from where the app is not installed: with an answer that says nothing. It is no success, so that
    // a form stays open, and Slack sends an event again.
    expect([answer.status, await answer.text(), await known()]).toEqual([401, '', ['T0ACME']])
  })

  it('and removes it loses every workspace, also if the process dies among them', async () => {
    const { slack, clock, errors, install } = await hostedApp({ database, organisations: [grid] })
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME', 'T0LABS'])
    const { knex } = database
    await knex.raw(
      `alter table workspaces add constraint stays check (workspace_id <> 'T0LABS' or uninstalled_at is null)`,
    )
    await slack.organisation('E0GRID').uninstall()
    await knex.raw('alter table workspaces drop constraint stays')
    expect(errors.splice(0).length).toBeGreaterThan(0)
    clock.advance(5 * MINUTE)
    await slack.retryDue()
    expect(await knex('workspaces').whereNull('uninstalled_at')).toEqual([])
    expect(await knex('installations')).toEqual([])
    for (const place of [...slack.workspaces(), slack.organisation('E0GRID')]) place.clearLog()
  })

  it('serves on a workspace that removes the installation of its own', async () => {
    const { slack, install } = await hostedApp({ database, organisations: [grid] })
    await install('T0ACME', { by: 'U0ADA00001' })
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME'])
    const state = async () =>
      (await database.knex.raw('select served_by, uninstalled_at is null as is_served from workspaces')).rows
    expect(await state()).toEqual([{ served_by: 'T0ACME', is_served: true }])
    await slack.workspace('T0ACME').uninstall()
    expect(await state()).toEqual([{ served_by: 'E0GRID', is_served: true }])
  })

  it('lets the app out of a workspace, whose data goes after the grace period; the others stay', async () => {
    const { slack, app, clock, install, member } = await hostedApp({ database, organisations: [grid] })
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME', 'T0LABS'])
    await member('T0LABS', 'chandra').command('/mentor', 'offer @ada From the labs')
    await app.settle()
    await slack.revokeAccess('E0GRID', ['T0LABS'])
    clock.advance((defaultSettings.graceDays + 1) * DAY)
    await app.worker.tidy()
    expect(await known()).toEqual(['T0ACME'])
  })
})

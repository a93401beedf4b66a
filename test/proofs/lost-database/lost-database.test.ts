import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { MINUTE } from '../../../src/domain/time/time.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { actor } from '../../support/actor.ts'
import { journey } from '../../support/app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'

/** A connection to the database server that can be cut, as by a restart. */
const cuttable = async (url: string) => {
  const { hostname, port: serverPort } = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing = connect(Number(serverPort), hostname)
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const through = new URL(url)
  through.port = String(port)
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { url: through.href, cut, mend: () => listen(port) }
}

it('while the database is away, people are told so and Slack is asked to retry; when it is back, so is the app', async () => {
  const fresh = await createDatabase((await postgresServer()).url)
  onTestFinished(fresh.drop)
  const way = await cuttable(fresh.url)
  onTestFinished(way.cut)
  const database = await openDatabase({ url: way.url, dataDir: '' })
  onTestFinished(() => database.close())
  const j = await journey({ database })
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  const get = (path: string) => fetch(`${j.app.address}${path}`).then(({ status }) => status)
  await ada.openHome()
  await ben.types('offer @ada First')
  expect(await get('/readyz')).toBe(200)
  j.app.worker.start()

  await way.cut()
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 503])
  const said = await ben.member.command('/mentor', 'offer @ada Second')
  expect(said.status).toBe(200)
  expect(j.slack.texts(said.ephemeral).join()).toMatch('omething went wrong')
  await ben.member.command('/mentor', 'offer')
  expect((await ada.member.click('Dismiss')).status).toBe(200)
  // An event has nobody to tell, so it stays unacknowledged and comes again.
  expect((await ben.member.openHome())?.status).toBe(500)

  await way.mend()
  await vi.waitUntil(async () => (await get('/readyz')) === 200, { timeout: 15_000 })
  expect(ada.messages()).toHaveLength(1)
  expect(ada.last()).toContain('[Dismiss]')
  // A lane that the worker held when the database went away comes free with its lease.
  j.clock.advance(MINUTE)
  await j.slack.retryDue()
  const until = (isSo: () => boolean) => j.slack.until(isSo, { withinMs: 20_000 })
  await until(() => ben.member.home() !== undefined)
  await ada.click('Dismiss')
  await until(() =>
    ada.last().includes("*Dismissed.* @ben won't be notified. You can still accept at any time."),
  )
  await ben.types('offer @ada Third')
  await until(() => ada.last().join().includes('Third'))

  expect(j.takeErrors().length).toBeGreaterThan(0)
  expect(j.slack.breaches).toEqual([expect.objectContaining({ rule: 'acknowledged with HTTP 500' })])
  j.slack.clearLog()
}, 120_000)

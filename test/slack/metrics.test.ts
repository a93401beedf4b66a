import { request as httpRequest } from 'node:http'
import { expect, it } from 'vitest'
import { journey } from '../support/app.ts'

const metricsToken = 's3cret'
const scraper = { authorization: `Bearer ${metricsToken}` }

/** Node's own client, since fetch forbids some of these headers. */
const get = (
  address: string,
  headers: Record<string, string> = scraper,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    httpRequest(`${address}/metrics`, { headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end()
  })

const valueIn = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  )

it('the metrics count deliveries by kind and outcome, what waits, and how soon Slack was answered', async () => {
  const { app, as, settle, slack } = await journey({ metricsToken })
  await as('ada').command('/mentor', 'offer @ben Ask me anything')
  const before = await get(app.address)
  expect(before.status).toBe(200)
  expect(valueIn(before.text, 'mentorship_deliveries_due')).toBe(1)
  await settle()
  const { text } = await get(app.address)
  expect(valueIn(text, 'mentorship_deliveries_total{kind="card",outcome="sent"}')).toBe(1)
  expect(valueIn(text, 'mentorship_deliveries_due')).toBe(0)
  expect(valueIn(text, 'mentorship_oldest_delivery_seconds')).toBe(0)
  expect(valueIn(text, 'mentorship_acknowledgement_seconds_count')).toBeGreaterThan(0)
  for (const name of [slack.state.team.id, ...Object.keys(slack.state.members)])
    expect(text).not.toContain(name)
})

it('the metrics count acts by how they ended, and not which they were: of a dismissal nobody may know', async () => {
  const { app, as, settle } = await journey({ metricsToken })
  await as('ada').command('/mentor', 'offer @ben Ask me anything')
  await settle()
  await as('ben').click('Dismiss')
  await as('ada').command('/mentor', 'offer @robot Ask me anything')
  const counted = async () => (await get(app.address)).text.match(/^mentorship_acts_total.*$/gm)
  expect(await counted()).toEqual([
    'mentorship_acts_total{outcome="done"} 2',
    'mentorship_acts_total{outcome="refused"} 1',
  ])
})

it('the oldest delivery’s age is given in seconds since it was written', async () => {
  const { app, as, clock } = await journey({ metricsToken })
  await as('ada').command('/mentor', 'offer @ben')
  clock.advance(90_000)
  expect(valueIn((await get(app.address)).text, 'mentorship_oldest_delivery_seconds')).toBe(90)
})

it('what a workspace that removed the app left unsent waits for nobody', async () => {
  const { app, as, clock, slack } = await journey({ metricsToken })
  await as('ada').command('/mentor', 'offer @ben')
  clock.advance(90_000)
  await slack.uninstall()
  const { text } = await get(app.address)
  expect(valueIn(text, 'mentorship_deliveries_due')).toBe(0)
  expect(valueIn(text, 'mentorship_oldest_delivery_seconds')).toBe(0)
})

it('without a token nobody reads the metrics where Slack calls, for a proxy may stand before that port', async () => {
  const { app } = await journey()
  // As nginx asks with `proxy_http_version 1.1`: for its upstream, with no header of its own.
  expect((await get(app.address, {})).status).toBe(404)
  expect((await get(app.address)).status).toBe(404)
})

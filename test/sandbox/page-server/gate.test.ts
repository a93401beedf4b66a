import { request } from 'node:http'
import { expect, it } from 'vitest'
import { startPage } from './support.ts'

type Headers = { [name: string]: string }

/** With any Host and Origin; `fetch` would not let us choose them. */
const ask = (port: number, method: string, path: string, headers: Headers, body = '') =>
  new Promise<number>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    outgoing.on('error', reject)
    outgoing.end(method === 'POST' ? body : '')
  })

const ROUTES = [
  ['GET', '/'],
  ['GET', '/sandbox/page.js'],
  ['GET', '/sandbox/live?as=ada'],
  ['GET', '/sandbox/log?id=1'],
  ['GET', '/sandbox/files/F1?as=ada'],
  ['POST', '/sandbox/act?as=ada'],
] as const

const JSON_TYPE = { 'content-type': 'application/json' }
const POST_AS_ADA = JSON.stringify({ do: 'post', channel: 'general', text: 'from elsewhere' })

it.each(ROUTES)('%s %s answers to no other name and no other page', async (method, path) => {
  const { port, slack } = await startPage()
  const host = `127.0.0.1:${port}`
  const own = { host, origin: `http://${host}`, ...JSON_TYPE }
  const foreign: Headers[] = [
    { ...own, host: 'evil.example' },
    { ...own, host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
    { ...own, host: '127.0.0.1' },
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'null' },
    { ...own, origin: `http://localhost:${port}` },
    { ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { ...own, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ]
  for (const headers of foreign) expect(await ask(port, method, path, headers, POST_AS_ADA)).toBe(403)
  expect(slack.state.messages).toEqual({})
  expect(await ask(port, method, path, own, POST_AS_ADA)).not.toBe(403)
})

it('An act is accepted only as JSON and with the page’s own Origin', async () => {
  const { port, slack } = await startPage()
  const host = `localhost:${port}`
  const path = '/sandbox/act?as=ada'
  expect(await ask(port, 'POST', path, { host, ...JSON_TYPE }, POST_AS_ADA)).toBe(403)
  const simple = { host, origin: `http://${host}`, 'content-type': 'text/plain' }
  expect(await ask(port, 'POST', path, simple, POST_AS_ADA)).toBe(403)
  expect(slack.state.messages).toEqual({})
  const own = { host, origin: `http://${host}`, ...JSON_TYPE }
  expect(await ask(port, 'POST', path, own, POST_AS_ADA)).toBe(200)
  expect(slack.member('@ada').channel('general').at(-1)?.text).toBe('from elsewhere')
})

it('A link to the sandbox may be followed from anywhere', async () => {
  const { port } = await startPage()
  const link = {
    host: `127.0.0.1:${port}`,
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  }
  expect(await ask(port, 'GET', '/', link)).toBe(200)
  expect(await ask(port, 'GET', '/', { ...link, 'sec-fetch-dest': 'iframe' })).toBe(403)
})

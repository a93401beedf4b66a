import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigFault, readConfig } from '../../src/app/config.ts'

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
  return []
}

const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' }

const key = (id: string, bytes = 32) => `${id}:${Buffer.alloc(bytes, 7).toString('base64')}`
const oauth = {
  ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'c', SLACK_SIGNING_SECRET: 's3cret' },
  ...{ TOKEN_KEYS: `${key('new')}, ${key('old')}`, PUBLIC_URL: 'https://mentorship.example.com/' },
}

const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'h' }

describe('the configuration', () => {
  it('starts the sandbox on 127.0.0.1:3000 with the embedded database when nothing is set', () => {
    expect(readConfig({})).toEqual({
      slack: { mode: 'sandbox' },
      slackApiUrl: 'https://slack.com/api/',
      publicUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      dataDir: '.data',
      workers: 'on',
      calendars: { allowPrivate: false, clients: {} },
      logLevel: 'info',
    })
  })

  it('treats an empty value as unset', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ' })).toEqual(readConfig({}))
  })

  it('serves one workspace over HTTP with a bot token and a signing secret', () => {
    expect(readConfig({ ...http, NODE_ENV: 'production' })).toMatchObject({
      slack: { mode: 'http', botToken: 'xoxb-1', signingSecret: 's3cret' },
      host: '0.0.0.0',
    })
  })

  it('is told where browsers and calendars reach it, in every mode', () => {
    expect(readConfig({ ...http, PUBLIC_URL: 'https://mentorship.example.com/' })).toMatchObject({
      slack: { mode: 'http' },
      publicUrl: 'https://mentorship.example.com',
    })
  })

  it('registers at Google and Microsoft, each by itself', () => {
    const env = { ...http, PUBLIC_URL: 'https://mentorship.example.com' }
    expect(readConfig({ ...env, ...google }).calendars.clients).toEqual({
      google: { clientId: 'g', clientSecret: 'h' },
    })
    const microsoft = { MICROSOFT_CLIENT_ID: 'm', MICROSOFT_CLIENT_SECRET: 'n' }
    expect(readConfig({ ...env, ...microsoft }).calendars.clients).toEqual({
      microsoft: { clientId: 'm', clientSecret: 'n' },
    })
  })

  it('lets any workspace install it with a client, keys and a public address', () => {
    const { slack, tokenKeys } = readConfig({ ...oauth, SUPPORT_CONTACT: 'help@example.com' })
    expect(slack).toMatchObject({
      ...{ mode: 'oauth', clientId: '1.2', clientSecret: 'c', signingSecret: 's3cret' },
      ...{ publicUrl: 'https://mentorship.example.com', support: 'help@example.com' },
    })
    expect(tokenKeys?.map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('uses Socket Mode with a bot token and an app token', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack.mode).toBe('socket')
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, /add SLACK_SIGNING_SECRET .* or SLACK_APP_TOKEN/],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, /SLACK_BOT_TOKEN is not: set it too/],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is not: set it too/],
    ['both ways in at once', { ...http, SLACK_APP_TOKEN: 'xapp-1' }, /remove one of them/],
    ['a user token', { ...http, SLACK_BOT_TOKEN: 'xoxp-1' }, /does not begin with xoxb-/],
    ['a wrong app token', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'abc' }, /does not begin with xapp-/],
    ['an address that is none', { ...http, PUBLIC_URL: 'mentorship' }, /PUBLIC_URL is "mentorship"/],
    ['an API address without /api/', { SLACK_API_URL: 'https://slack.com' }, /ends in \/api\//],
    ['an API address of another scheme', { SLACK_API_URL: 'ftp://slack.com/api/' }, /http\(s\)/],
    [
      'a client of Slack’s alone',
      { SLACK_CLIENT_ID: '1.2' },
      /^SLACK_CLIENT_SECRET, TOKEN_KEYS, PUBLIC_URL, SLACK_SIGNING_SECRET are missing: .* set all of/,
    ],
    [
      'a client alone in a container, of the client only',
      { SLACK_CLIENT_ID: '1.2', NODE_ENV: 'production', HOST: '0.0.0.0' },
      /^SLACK_CLIENT_SECRET, /,
    ],
    ['a client beside a token', { ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }, /bring their own tokens, so remove/],
    ['a key that is too short', { ...oauth, TOKEN_KEYS: key('new', 16) }, /32 random bytes, .*openssl rand/],
    ['two keys of one name', { ...oauth, TOKEN_KEYS: `${key('k')},${key('k')}` }, /an id of its own/],
    [
      'an address to install at that is below another',
      { ...oauth, PUBLIC_URL: 'https://example.com/mentorship' },
      /an https address without a path/,
    ],
    ['one without encryption', { ...oauth, PUBLIC_URL: 'http://example.com' }, /an https address/],
    ['support nowhere', { ...oauth, SUPPORT_CONTACT: 'us' }, /an e-mail address or an https address/],
    ['half a client of Google’s', { GOOGLE_CLIENT_ID: 'g' }, /GOOGLE_CLIENT_SECRET is missing/],
    [
      'a client without an address to come back to, or a key',
      { ...http, ...google, DATABASE_URL: 'postgres://x' },
      /GOOGLE_CLIENT_ID also needs PUBLIC_URL.*; and TOKEN_KEYS/,
    ],
    ['a port in words', { PORT: 'http' }, /0 \(any free port\) to 65535/],
    ['a port too high', { PORT: '65536' }, /0 \(any free port\) to 65535/],
    ['another database', { DATABASE_URL: 'mysql://x' }, /postgres:\/\//],
    ['workers apart without a server', { ...http, WORKERS: 'off' }, /needs DATABASE_URL/],
    ['workers apart in the sandbox', { WORKERS: 'only', DATABASE_URL: 'postgres://x' }, /sandbox/],
    ['an unknown worker mode', { WORKERS: 'yes' }, /on, off, only/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /debug, info, warn, error/],
    ['the sandbox in production', { NODE_ENV: 'production' }, /not for production/],
    ['the sandbox on an open address', { HOST: '0.0.0.0' }, /127\.0\.0\.1 only/],
  ])('refuses %s and says how to fix it', (_what, env, sentence) => {
    expect(faultsOf(env)).toEqual([expect.stringMatching(sentence)])
  })

  it('lists every fault at once', () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: 'nope', PORT: 'x', LOG_LEVEL: 'y', WORKERS: 'z' })).toHaveLength(5)
  })

  it('is described in .env.example, variable by variable', () => {
    const named = new Set(
      readFileSync('.env.example', 'utf8')
        .match(/^# ([A-Z_]+)=/gm)
        ?.map((line) => line.slice(2, -1)),
    )
    const read = ['config', 'slack-config']
      .map((name) => readFileSync(`src/app/${name}.ts`, 'utf8'))
      .join('\n')
      .matchAll(/(?:get|oneOf)\('([A-Z_]+)'/g)
    expect(
      [...read].map(([, name]) => name).filter((name) => name !== 'NODE_ENV' && !named.has(name ?? '')),
    ).toEqual([])
  })
})

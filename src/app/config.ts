import { existsSync } from 'node:fs'
import type { ProviderClients } from '../calendar/providers/places.ts'
import { calendarProviders } from '../domain/calendars/reading.ts'
import type { TokenKeys } from '../store/sealing.ts'
import type { LogLevel } from './log.ts'
import { type Fault, type Get, readSlack, type SlackConfig } from './slack-config.ts'
import { readTokenKeys } from './token-keys.ts'

export type Config = {
  slack: SlackConfig
  /** Base URL of the Web API, ending in `/api/`. */
  slackApiUrl: string
  /** Where browsers, calendars and Slack reach the app, without a slash at its end. */
  publicUrl: string | undefined
  host: string
  port: number
  databaseUrl: string | undefined
  dataDir: string
  /** The token required to read `/metrics`. Unset: only this machine may, and only where Slack does not call over HTTP. */
  metricsToken: string | undefined
  /** `off`: only serves. `only`: only delivers. */
  workers: 'on' | 'off' | 'only'
  /** What the addresses of members' calendars are sealed with; unset: see `calendar-keys.ts`. */
  tokenKeys: TokenKeys | undefined
  calendars: {
    /** Members' calendars may be in private networks, and without encryption. */
    allowPrivate: boolean
    /** At whose calendars the operator registered the app. */
    clients: ProviderClients
  }
  logLevel: LogLevel
}

/** Every fault in a wrong or incomplete configuration, each a sentence that says how to mend it. */
export class ConfigFault extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(['The configuration is wrong or incomplete:', ...faults.map((fault) => `  - ${fault}`)].join('\n'))
    this.faults = faults
  }
}

/** Exit code for a configuration fault: EX_CONFIG in sysexits.h. */
export const EX_CONFIG = 78

type Environment = Readonly<Record<string, string | undefined>>

/** The process's environment, completed from `.env` if there is one. */
export const environment = (): Environment => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/**
 * Reads the variables that spec 6-contract names; an empty value counts as unset.
 * @throws ConfigFault one for all the faults together
 */
export const readConfig = (env: Environment): Config => {
  const faults: string[] = []
  const fault = (sentence: string) => {
    faults.push(sentence)
    return undefined
  }
  const get = (name: string) => env[name]?.trim() || undefined
  const oneOf = <T extends string>(name: string, known: readonly T[], fallback: T): T => {
    const value = get(name) ?? fallback
    return (
      known.find((one) => one === value) ??
      fault(`${name} is "${value}": set it to one of ${known.join(', ')}.`) ??
      fallback
    )
  }

  const publicUrl = readPublicUrl(get('PUBLIC_URL'), fault)
  const tokenKeys = readKeys(get('TOKEN_KEYS'), fault)
  const slack = readSlack({ get, fault, publicUrl, tokenKeys })
  const sandbox = slack?.mode === 'sandbox'
  const databaseUrl = get('DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\/./.test(databaseUrl)) {
    fault('DATABASE_URL is not a Postgres address: write it as postgres://user:password@host:5432/database.')
  }
  const workers = oneOf('WORKERS', ['on', 'off', 'only'], 'on')
  if (workers !== 'on' && !databaseUrl) {
    fault(
      `WORKERS=${workers} needs DATABASE_URL: the embedded database can be used by only one process, which must do both.`,
    )
  }
  if (workers !== 'on' && sandbox) {
    fault(`WORKERS=${workers} does not work with the sandbox: leave it out, or set the Slack variables.`)
  }
  if (sandbox && get('NODE_ENV') === 'production') {
    fault(
      'NODE_ENV is production, but no Slack variable is set, and the sandbox is not for production: ' +
        'set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.',
    )
  }
  const host = get('HOST') ?? (sandbox ? '127.0.0.1' : '0.0.0.0')
  if (sandbox && host !== '127.0.0.1' && host !== 'localhost') {
    fault(`HOST is "${host}", but the sandbox listens on 127.0.0.1 only: leave HOST out.`)
  }
  const rest = {
    slackApiUrl: readApiUrl(get('SLACK_API_URL'), fault),
    publicUrl,
    host: sandbox ? '127.0.0.1' : host,
    port: readPort(get('PORT'), fault),
    databaseUrl,
    dataDir: get('DATA_DIR') ?? '.data',
    metricsToken: get('METRICS_TOKEN'),
    workers,
    tokenKeys,
    calendars: {
      allowPrivate: oneOf('ALLOW_PRIVATE_CALENDARS', ['on', 'off'], 'off') === 'on',
      clients: readClients(get, fault, { sandbox, databaseUrl }),
    },
    logLevel: oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error'], 'info'),
  }
  if (!slack || faults.length > 0) throw new ConfigFault(faults)
  return { slack, ...rest }
}

const readKeys = (raw: string | undefined, fault: Fault): TokenKeys | undefined =>
  raw === undefined ? undefined : readTokenKeys(raw, fault)

/** Google and Microsoft send browsers back to `PUBLIC_URL`; what they give is sealed. */
const readClients = (
  get: Get,
  fault: Fault,
  { sandbox, databaseUrl }: { sandbox: boolean; databaseUrl: string | undefined },
): ProviderClients => {
  const clients: ProviderClients = {}
  for (const provider of calendarProviders) {
    const [idName, secretName] = [
      `${provider.toUpperCase()}_CLIENT_ID`,
      `${provider.toUpperCase()}_CLIENT_SECRET`,
    ]
    const [clientId, clientSecret] = [get(idName), get(secretName)]
    if (clientId && clientSecret) clients[provider] = { clientId, clientSecret }
    else if (clientId || clientSecret)
      fault(`${clientId ? secretName : idName} is missing: set both ${idName} and ${secretName}, or neither.`)
  }
  const names = Object.keys(clients).map((provider) => `${provider.toUpperCase()}_CLIENT_ID`)
  if (names.length === 0 || sandbox) return clients
  const needs = [
    ...(get('PUBLIC_URL') ? [] : ['PUBLIC_URL, the address to which browsers come back']),
    ...(databaseUrl && !get('TOKEN_KEYS') ? ['TOKEN_KEYS, with which members’ tokens are encrypted'] : []),
  ]
  if (needs.length > 0) fault(`${names.join(' and ')} also needs ${needs.join('; and ')}.`)
  return clients
}

const SLACK_API = 'https://slack.com/api/'

const readApiUrl = (raw: string | undefined, fault: Fault): string => {
  if (!raw) return SLACK_API
  if (URL.canParse(raw) && /^https?:/.test(raw) && raw.endsWith('/api/')) return raw
  return (
    fault(`SLACK_API_URL is "${raw}": set it to an http(s) address that ends in /api/, or leave it out.`) ??
    SLACK_API
  )
}

const readPublicUrl = (raw: string | undefined, fault: Fault): string | undefined => {
  const url = raw?.replace(/\/+$/, '')
  if (!url || (URL.canParse(url) && /^https?:/.test(url))) return url
  return fault(`PUBLIC_URL is "${url}": set it to the https address under which Slack reaches this server.`)
}

const DEFAULT_PORT = 3000

const readPort = (raw: string | undefined, fault: Fault): number => {
  if (!raw) return DEFAULT_PORT
  const port = Number(raw)
  if (/^\d+$/.test(raw) && port <= 65_535) return port
  return fault(`PORT is "${raw}": set it to a number from 0 (any free port) to 65535.`) ?? DEFAULT_PORT
}

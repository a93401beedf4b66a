import type { TokenKeys } from '../store/sealing.ts'

export type SlackConfig =
  /** No Slack is configured: a local one starts in the browser, with the app in it. */
  | { mode: 'sandbox' }
  | { mode: 'http'; botToken: string; signingSecret: string }
  | { mode: 'socket'; botToken: string; appToken: string }
  /** Any workspace may install the app, at `publicUrl`. */
  | {
      mode: 'oauth'
      clientId: string
      clientSecret: string
      signingSecret: string
      tokenKeys: TokenKeys
      publicUrl: string
      /** Whom members and installers can ask: an e-mail address or a page. */
      support?: string
    }

/** A variable's value; undefined if it is not set. */
export type Get = (name: string) => string | undefined
/** Notes a sentence that says how to mend what is wrong. */
export type Fault = (sentence: string) => undefined

/** What other parts of the configuration need too; undefined if it is missing or wrong. */
type Given = { get: Get; fault: Fault; publicUrl: string | undefined; tokenKeys: TokenKeys | undefined }

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'TOKEN_KEYS', 'PUBLIC_URL'] as const

/** For a process that any workspace may install the app from. */
const readOauth = ({ get, fault, publicUrl, tokenKeys }: Given): SlackConfig | undefined => {
  const missing = [...OAUTH, 'SLACK_SIGNING_SECRET'].filter((name) => get(name) === undefined)
  if (missing.length > 0)
    fault(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: to let workspaces install the app, set all of ${OAUTH.join(', ')} and SLACK_SIGNING_SECRET.`,
    )
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'])
    if (get(name))
      fault(`${name} is set beside SLACK_CLIENT_ID: installations bring their own tokens, so remove it.`)
  const support = get('SUPPORT_CONTACT')
  if (support && !/^(https:\/\/\S+|[^\s@]+@[^\s@]+)$/.test(support))
    fault(
      `SUPPORT_CONTACT is "${support}": set it to an e-mail address or an https address, or leave it out.`,
    )
  if (publicUrl && !isFitToInstallAt(new URL(publicUrl)))
    fault(
      `PUBLIC_URL is "${publicUrl}": workspaces install the app at an https address without a path, such as https://mentorship.example.com.`,
    )
  const [clientId, clientSecret, signingSecret] = [
    get('SLACK_CLIENT_ID'),
    get('SLACK_CLIENT_SECRET'),
    get('SLACK_SIGNING_SECRET'),
  ]
  if (!clientId || !clientSecret || !signingSecret || !tokenKeys || !publicUrl) return undefined
  return {
    mode: 'oauth',
    clientId,
    clientSecret,
    signingSecret,
    tokenKeys,
    publicUrl,
    ...(support && { support }),
  }
}

/** Slack takes no other redirect URLs, browsers keep the state's cookie nowhere else, and the pages link from the root. */
const isFitToInstallAt = ({ protocol, hostname, pathname, search }: URL): boolean =>
  (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') && pathname + search === '/'

/** @returns undefined if something is wrong, which is then a fault */
export const readSlack = (given: Given): SlackConfig | undefined => {
  const { get, fault } = given
  if (get('SLACK_CLIENT_ID') ?? get('SLACK_CLIENT_SECRET')) return readOauth(given)
  const botToken = get('SLACK_BOT_TOKEN')
  const signingSecret = get('SLACK_SIGNING_SECRET')
  const appToken = get('SLACK_APP_TOKEN')
  if (botToken && !botToken.startsWith('xoxb-')) {
    fault(
      'SLACK_BOT_TOKEN does not begin with xoxb-: copy the Bot User OAuth Token from "OAuth & Permissions".',
    )
  }
  if (appToken && !appToken.startsWith('xapp-')) {
    fault('SLACK_APP_TOKEN does not begin with xapp-: copy an App-Level Token from "Basic Information".')
  }
  if (signingSecret && appToken) {
    fault(
      'SLACK_SIGNING_SECRET (HTTP) and SLACK_APP_TOKEN (Socket Mode) are both set: remove one of them, ' +
        'SLACK_APP_TOKEN in production.',
    )
  }
  if ((signingSecret || appToken) && !botToken) {
    fault(
      `${signingSecret ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'} is set, but SLACK_BOT_TOKEN is not: set it too.`,
    )
  }
  if (botToken && !signingSecret && !appToken) {
    fault(
      'SLACK_BOT_TOKEN alone is not enough: add SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).',
    )
  }
  if (botToken && signingSecret) return { mode: 'http', botToken, signingSecret }
  if (botToken && appToken) return { mode: 'socket', botToken, appToken }
  return botToken || signingSecret || appToken ? undefined : { mode: 'sandbox' }
}

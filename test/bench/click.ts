import { cardId, type SessionId } from '../../src/domain/ids.ts'
import { signedHeaders } from '../../src/sandbox/slack/outbound/signing.ts'
import { actionIds } from '../../src/slack/ids.ts'
import { requestTarget, sessionTarget } from '../../src/slack/values.ts'
import { CLICKS, FIRST, names, workspaceName } from './dataset.ts'

/** What all processes that measure a click share. */
export const SIGNING_SECRET = 'bench-signing-secret'
export const BOT_TOKEN = 'xoxb-bench'
export const TEAM = workspaceName(0)

export type Click = { body: string; headers: Record<string, string> }

/** The n-th of those who press, each a member of their own up to a thousand. */
const presserOf = (n: number) => `${CLICKS.memberPrefix}${FIRST.member + (n % 1_000) * 2 + 1}`

/** The n-th press of Dismiss, as Slack sends it, each on its own card (`seed`, `clicks`). */
export const clickOf = (n: number): Click => {
  const sender = `${CLICKS.memberPrefix}${FIRST.member + (((n % 1_000) + Math.floor(n / 1_000)) % 1_000) * 2}`
  const value = requestTarget.encode({ card: cardId(`${CLICKS.cardPrefix}${FIRST.row + n}`), upTo: 1 })
  return pressOf(n, {
    channel: { id: `D${(n % 1_000) * 2 + 1}`, name: 'directmessage' },
    ts: `1790000000.${n}`,
    lines: [`<@${sender}> offers to mentor you`, '>I can help you with your first talk.'],
    buttons: [
      ['Accept', actionIds.acceptRequest],
      ['Dismiss', actionIds.dismissRequest],
    ],
    pressed: ['Dismiss', actionIds.dismissRequest],
    value,
  })
}

/** The n-th press of Join on the message in a channel that shows an open session. */
export const joinOf = (session: SessionId, n: number): Click =>
  pressOf(n, {
    channel: { id: 'C0BENCH', name: 'lunch-and-learn' },
    ts: '1790000000.000001',
    lines: ['An open session', 'Bring a slow query.'],
    buttons: [['Join', actionIds.joinSession]],
    pressed: ['Join', actionIds.joinSession],
    value: sessionTarget.encode({ session }),
  })

type Button = readonly [text: string, actionId: string]
type Pressed = {
  channel: { id: string; name: string }
  ts: string
  lines: readonly string[]
  buttons: readonly Button[]
  pressed: Button
  value: string
}

const pressOf = (n: number, { channel, ts, lines, buttons, pressed, value }: Pressed): Click => {
  const button = ([text, action_id]: Button) => ({
    type: 'button',
    action_id,
    text: { type: 'plain_text', text, emoji: true },
    value,
  })
  // Apart by session and by card.
  const trigger = `${n}.${value.length}.${value.slice(-14)}`
  const payload = {
    type: 'block_actions',
    user: { id: presserOf(n), username: 'member', name: 'member', team_id: TEAM },
    api_app_id: 'A0BENCH',
    token: 'verification',
    container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false },
    trigger_id: trigger,
    team: { id: TEAM, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    channel,
    message: {
      type: 'message',
      user: 'U0MENTORBT',
      bot_id: 'B0MENTOR01',
      app_id: 'A0BENCH',
      ts,
      team: TEAM,
      text: lines[0],
      blocks: [
        ...lines.map((text, index) => ({
          type: 'section',
          block_id: `line ${index}`,
          text: { type: 'mrkdwn', text },
        })),
        { type: 'context', block_id: 'c', elements: [{ type: 'mrkdwn', text: 'Sent today' }] },
        { type: 'actions', block_id: 'd', elements: buttons.map(button) },
      ],
    },
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${TEAM}/${n}/bench`,
    actions: [{ ...button(pressed), block_id: 'd', action_ts: ts }],
  }
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }))
}

/** Members of one workspace who offer to each other, however many there are (`seedMembers`). */
export const OFFERING = 500

/** The n-th `/mentor offer`, as Slack sends it, each between its own pair. */
export const offerOf = (n: number): Click => {
  const member = (number: number) => `${names.sender.prefix}${FIRST.member + (number % OFFERING)}`
  const receiver = member(n + 1 + Math.floor(n / OFFERING))
  return signed(
    new URLSearchParams({
      token: 'verification',
      team_id: TEAM,
      team_domain: 'bench',
      channel_id: 'C0BENCH',
      channel_name: 'general',
      user_id: member(n),
      user_name: 'member',
      command: '/mentor',
      text: `offer <@${receiver}|member> I can help you with your first talk.`,
      api_app_id: 'A0BENCH',
      is_enterprise_install: 'false',
      response_url: `https://hooks.slack.com/commands/${TEAM}/${n}/bench`,
      trigger_id: `${n}.1790000000.offer`,
    }),
  )
}

const signed = (form: URLSearchParams): Click => {
  const body = form.toString()
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      ...signedHeaders(SIGNING_SECRET, body, Date.now()),
    },
  }
}

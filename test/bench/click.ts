import { cardId } from '../../src/domain/ids.ts'
import { signedHeaders } from '../../src/sandbox/slack/outbound/signing.ts'
import { actionIds, requestTarget } from '../../src/slack/ids.ts'
import { CLICKS, FIRST, names, workspaceName } from './dataset.ts'

/** What all processes that measure a click share. */
export const SIGNING_SECRET = 'bench-signing-secret'
export const BOT_TOKEN = 'xoxb-bench'
export const TEAM = workspaceName(0)

export type Click = { body: string; headers: Record<string, string> }

/** The n-th press of Dismiss, as Slack sends it, each on its own card (`seed`, `clicks`). */
export const clickOf = (n: number): Click => {
  const user = `${CLICKS.memberPrefix}${FIRST.member + (n % 1_000) * 2 + 1}`
  const sender = `${CLICKS.memberPrefix}${FIRST.member + (((n % 1_000) + Math.floor(n / 1_000)) % 1_000) * 2}`
  const value = requestTarget.encode({ card: cardId(`${CLICKS.cardPrefix}${FIRST.row + n}`), upTo: 1 })
  const channel = { id: `D${(n % 1_000) * 2 + 1}`, name: 'directmessage' }
  const ts = `1790000000.${n}`
  const button = (text: string, action_id: string) => ({
    type: 'button',
    action_id,
    text: { type: 'plain_text', text, emoji: true },
    value,
  })
  const payload = {
    type: 'block_actions',
    user: { id: user, username: 'member', name: 'member', team_id: TEAM },
    api_app_id: 'A0BENCH',
    token: 'verification',
    container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false },
    trigger_id: `${n}.1790000000.bench`,
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
      text: 'An offer to mentor you',
      blocks: [
        {
          type: 'section',
          block_id: 'a',
          text: { type: 'mrkdwn', text: `<@${sender}> offers to mentor you` },
        },
        {
          type: 'section',
          block_id: 'b',
          text: { type: 'mrkdwn', text: '>I can help you with your first talk.' },
        },
        { type: 'context', block_id: 'c', elements: [{ type: 'mrkdwn', text: 'Sent today' }] },
        {
          type: 'actions',
          block_id: 'd',
          elements: [button('Accept', actionIds.acceptRequest), button('Dismiss', actionIds.dismissRequest)],
        },
      ],
    },
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${TEAM}/${n}/bench`,
    actions: [{ ...button('Dismiss', actionIds.dismissRequest), block_id: 'd', action_ts: ts }],
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

import type { WebClient } from '@slack/web-api'
import { slackError } from './client.ts'

/**
 * Whether the app can post in a channel, as far as Slack tells beforehand. `not_told`: the scopes for it, which are
 * optional, were not granted; `no_answer`: Slack did not answer in time.
 */
export type ChannelLook = 'open' | 'not_in_channel' | 'is_archived' | 'not_told' | 'no_answer'

/**
 * Looks at a channel before anything is to be shown in it. Slack does not say reliably who may post there: that is only
 * found out by posting.
 *
 * @param client one that does not keep a waiting person waiting
 */
export const lookAtChannel = async (client: WebClient, channel: string): Promise<ChannelLook> => {
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (found?.is_archived) return 'is_archived'
    return found?.is_member ? 'open' : 'not_in_channel'
  } catch (error) {
    const refusal = slackError(error)
    // To an app that is not in it, a private channel does not exist.
    if (refusal === 'channel_not_found') return 'not_in_channel'
    return refusal === 'missing_scope' ? 'not_told' : 'no_answer'
  }
}

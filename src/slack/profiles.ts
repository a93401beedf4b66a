import type { WebClient } from '@slack/web-api'
import { memberId } from '../domain/ids.ts'
import { isZone } from '../domain/zone.ts'
import type { FetchProfile } from '../service/directory.ts'
import type { Profile } from '../store/members.ts'
import { slackError } from './client.ts'
import type { SlackUser } from './payloads.ts'

/**
 * Slack's user → what the app keeps of them. Deleted and external members can lack a zone, then UTC; USLACKBOT does
 * not carry `is_bot`.
 */
export const toProfile = (user: Omit<SlackUser, 'id'> & { id: string }): Profile => ({
  id: memberId(user.id),
  name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id,
  zone: user.tz && isZone(user.tz) ? user.tz : 'UTC',
  isBot: user.is_bot === true || user.id === 'USLACKBOT',
  isDeactivated: user.deleted === true,
  isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
  isStranger: user.is_stranger === true,
})

export const fetchProfile =
  (client: WebClient): FetchProfile =>
  async (_workspace, member) => {
    try {
      const { user } = await client.users.info({ user: member })
      return user?.id ? toProfile({ ...user, id: user.id }) : 'unknown'
    } catch (error) {
      return slackError(error) === 'user_not_found' ? 'unknown' : 'unavailable'
    }
  }

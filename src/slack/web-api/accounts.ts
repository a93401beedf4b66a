import { memberId } from '../../domain/ids.ts'
import { SECOND } from '../../domain/time/time.ts'
import { isZone } from '../../domain/time/zone.ts'
import type { FetchAccount } from '../../service/members/meet.ts'
import type { Account } from '../../store/members.ts'
import { clip, limits } from '../limits.ts'
import type { SlackUser } from '../payloads.ts'
import type { Organisation, Serving } from '../serving.ts'
import { slackError } from './client.ts'

type AnyUser = Omit<SlackUser, 'id'> & { id: string }

/**
 * Slack does not mark people from other organisations as strangers if they share a channel with us, so `is_stranger`
 * alone would let them in: docs.slack.dev/reference/objects/user-object. On Enterprise Grid, one organisation's members
 * belong to many teams.
 */
const isOfAnother = ({ team_id, enterprise_user }: AnyUser, { team, enterprise }: Organisation): boolean => {
  const theirs = enterprise_user?.enterprise_id
  if (theirs && enterprise) return theirs !== enterprise
  return team_id != null && team_id !== team && team_id !== enterprise
}

const isStranger = (user: AnyUser, organisation: Organisation): boolean =>
  user.is_stranger === true || isOfAnother(user, organisation)

/**
 * Turns Slack's user into what the app keeps. Deleted and external members may have no zone, and get UTC; USLACKBOT is
 * not marked `is_bot`.
 */
export const toAccount = (user: AnyUser, organisation: Organisation): Account => ({
  id: memberId(user.id),
  name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id,
  fullName: user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id,
  picture: pictureOf(user.profile?.image_72),
  title: clip(user.profile?.title?.trim() ?? '', LONGEST_TITLE) || null,
  zone: user.tz && isZone(user.tz) ? user.tz : 'UTC',
  isBot: user.is_bot === true || user.id === 'USLACKBOT',
  isDeactivated: user.deleted === true,
  isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
  isStranger: isStranger(user, organisation),
  isAdmin: (user.is_admin === true || user.is_owner === true) && !isStranger(user, organisation),
  updatedAt: user.updated == null ? null : user.updated * SECOND,
})

/** Slack's own limit is about as much; a longer one would fill a list. */
const LONGEST_TITLE = 100

/** What Slack draws beside texts must be an address; one that is not, or is too long, is left out. */
const pictureOf = (address: string | null | undefined): string | null =>
  address && address.length <= limits.imageUrl && /^https?:\/\//.test(address) ? address : null

export const fetchAccount =
  (to: Serving['to']): FetchAccount =>
  async (workspace, member) => {
    const served = await to(workspace)
    if (!served) return 'unavailable'
    const { client, organisation } = served
    try {
      const { user } = await client.users.info({ user: member })
      return user?.id ? toAccount({ ...user, id: user.id }, organisation) : 'unknown'
    } catch (error) {
      return NOBODY_HERE.has(slackError(error)) ? 'unknown' : 'unavailable'
    }
  }

/** The second is for a user the app may not see. */
const NOBODY_HERE: ReadonlySet<string | undefined> = new Set(['user_not_found', 'user_not_visible'])

import type { JsonObject } from '../json.ts'
import type { Member, SlackState } from './state.ts'
import type { World } from './world.ts'

/** When a seed's members were last updated, in epoch seconds. */
const SEEDED_AT = 1_700_000_000

/** The workspace on the other side of shared channels. */
const OTHER_TEAM = 'T0PARTNER1'

/** The team that a member belongs to. */
export const teamOf = ({ team }: SlackState, member: Member | undefined) =>
  member?.external ? OTHER_TEAM : team.id

/** A member as users.info answers. Deactivated and external members carry no zone, whose offset follows summer time. */
export const wireUser = ({ state, clock, organisation }: World, member: Member): JsonObject => {
  const names = { real_name: member.realName, display_name: member.displayName ?? member.handle }
  const image = member.image ?? (state.pictures ? `${state.pictures}${member.id}.svg` : '')
  return {
    id: member.id,
    team_id: teamOf(state, member),
    name: member.handle,
    deleted: member.deactivated === true,
    profile: {
      ...names,
      real_name_normalized: names.real_name,
      display_name_normalized: names.display_name,
      title: member.title ?? '',
      status_text: '',
      status_emoji: '',
      avatar_hash: '',
      ...Object.fromEntries([24, 32, 48, 72, 192, 512].map((size) => [`image_${size}`, image] as const)),
      team: teamOf(state, member),
    },
    is_bot: member.bot === true,
    is_app_user: false,
    updated: member.updated ?? SEEDED_AT,
    // docs.slack.dev/reference/objects/user-object, "Enterprise users".
    ...(organisation && {
      enterprise_user: {
        id: member.id,
        enterprise_id: organisation.id,
        enterprise_name: organisation.name,
        is_admin: false,
        is_owner: false,
        is_primary_owner: false,
        teams: organisation.teamsOf(member.id),
      },
    }),
    ...(!member.deactivated && {
      color: '9f69e7',
      real_name: member.realName,
      ...zoneFields(member, clock.now()),
      // An owner is an admin as well: docs.slack.dev/reference/objects/user-object.
      is_admin: member.admin !== undefined,
      is_owner: member.admin === 'owner',
      is_primary_owner: false,
      is_restricted: member.guest !== undefined,
      is_ultra_restricted: member.guest === 'single-channel',
      is_email_confirmed: !member.bot,
      who_can_share_contact_card: 'EVERYONE',
      // Slack says `true` of people who share no channel with the app; the local Slack has no such people.
      ...(member.external && { is_stranger: false }),
    }),
  }
}

const zoneFields = (member: Member, now: number): JsonObject =>
  member.zone && !member.external
    ? { tz: member.zone, tz_label: zoneLabel(member.zone, now), tz_offset: zoneOffset(member.zone, now) }
    : {}

const zoneLabel = (zone: string, now: number) =>
  part(new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' }), now)

/** Seconds east of Greenwich. */
const zoneOffset = (zone: string, now: number) => {
  const offset = part(new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }), now)
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(offset) ?? []
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60
  return sign === '-' ? -seconds : seconds
}

const part = (format: Intl.DateTimeFormat, now: number) =>
  format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? ''

import type { JsonObject } from '../json.ts'
import { channelName } from '../state/channels.ts'
import { mintTs } from '../state/ids.ts'
import { wireMessage } from '../state/messages.ts'
import { teamOf } from '../state/profile.ts'
import type { Message, View } from '../state/state.ts'
import { newResponseUrl, newTrigger } from '../state/triggers.ts'
import { wireView } from '../state/views.ts'
import type { Organisation, World } from '../state/world.ts'
import {
  channelOf,
  type Place,
  placeFields,
  responseUrlOf,
  submissionResponseUrls,
} from './payload-places.ts'

/** Fields that every interaction payload has: docs.slack.dev/reference/interaction-payloads. */
const common = (
  { state, verificationToken, organisation, installed }: World,
  memberId: string,
): JsonObject => ({
  // Null where an organisation's installation serves the workspace, which only the user then tells: bolt-python#23.
  team: installed.isOrganisationWide()
    ? null
    : { id: state.team.id, domain: state.team.domain, ...enterpriseFields(organisation) },
  user: {
    id: memberId,
    username: state.members[memberId]?.handle ?? '',
    name: state.members[memberId]?.handle ?? '',
    team_id: teamOf(state, state.members[memberId]),
  },
  api_app_id: state.app.id,
  token: verificationToken,
  enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
  is_enterprise_install: installed.isOrganisationWide(),
})

const enterpriseFields = (organisation: Organisation | undefined) =>
  organisation && { enterprise_id: organisation.id, enterprise_name: organisation.name }

/** Slash commands are flat forms: docs.slack.dev/interactivity/implementing-slash-commands. */
export const commandForm = (
  world: World,
  memberId: string,
  { command, text, channel }: { command: string; text: string; channel: string },
) => {
  const { state, organisation, installed } = world
  return new URLSearchParams({
    token: world.verificationToken,
    team_id: state.team.id,
    team_domain: state.team.domain,
    ...enterpriseFields(organisation),
    channel_id: channel,
    channel_name: channelName(state, channel),
    user_id: memberId,
    user_name: state.members[memberId]?.handle ?? '',
    command,
    text,
    api_app_id: state.app.id,
    is_enterprise_install: String(installed.isOrganisationWide()),
    response_url: newResponseUrl(world, { memberId, channel, ephemeral: false }),
    trigger_id: newTrigger(world, memberId),
  })
}

export const shortcutPayload = (world: World, memberId: string, callbackId: string): JsonObject => ({
  type: 'shortcut',
  ...common(world, memberId),
  action_ts: mintTs(world.state, world.clock.now()),
  callback_id: callbackId,
  trigger_id: newTrigger(world, memberId),
})

export const messageShortcutPayload = (
  world: World,
  memberId: string,
  callbackId: string,
  message: Message,
): JsonObject => ({
  type: 'message_action',
  ...common(world, memberId),
  action_ts: mintTs(world.state, world.clock.now()),
  callback_id: callbackId,
  trigger_id: newTrigger(world, memberId),
  response_url: newResponseUrl(world, {
    memberId,
    channel: message.channel,
    messageTs: message.ts,
    ephemeral: false,
  }),
  message_ts: message.ts,
  channel: channelOf(world, message.channel),
  message: wireMessage(world, message),
})

/** @param action the element's part of `actions`, without its time */
export const actionsPayload = (
  world: World,
  memberId: string,
  place: Place,
  action: JsonObject,
): JsonObject => ({
  type: 'block_actions',
  ...common(world, memberId),
  ...placeFields(world, memberId, place),
  trigger_id: newTrigger(world, memberId, 'view' in place ? place.view.id : undefined),
  ...responseUrlOf(world, memberId, place),
  actions: [{ ...action, action_ts: mintTs(world.state, world.clock.now()) }],
})

export const suggestionPayload = (
  world: World,
  memberId: string,
  place: Place,
  asked: { blockId: string; actionId: string; value: string },
): JsonObject => ({
  type: 'block_suggestion',
  ...common(world, memberId),
  ...placeFields(world, memberId, place),
  action_id: asked.actionId,
  block_id: asked.blockId,
  value: asked.value,
})

export const submissionPayload = (world: World, memberId: string, view: View): JsonObject => ({
  type: 'view_submission',
  ...common(world, memberId),
  trigger_id: newTrigger(world, memberId, view.id),
  view: wireView(world, view),
  response_urls: submissionResponseUrls(world, memberId, view),
})

export const closedPayload = (
  world: World,
  memberId: string,
  view: View,
  isCleared: boolean,
): JsonObject => ({
  type: 'view_closed',
  ...common(world, memberId),
  view: wireView(world, view),
  is_cleared: isCleared,
})

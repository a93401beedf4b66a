import { isObject, type JsonObject, objectsAt, parseJson, textAt } from '../json.ts'
import { memberOfDm } from '../state/messages.ts'
import { findView } from '../state/views.ts'
import type { World } from '../state/world.ts'
import { type Answer, refuse, refuseBreach } from '../web-api/answer.ts'
import { mayEnter, type Site, workspacesOf } from './site.ts'

/** With an organisation's token these need `team_id`: docs.slack.dev/enterprise, "team_id with org-wide apps". */
const needTeam = new Set(['users.list'])

/**
 * Which workspace answers a call with an organisation's token: the one of `team_id`; else the one whose conversation,
 * modal, trigger or file the call names; else the first, in the order in which they were added, that has the member it
 * names. So a member of two workspaces who is called by their id alone is met in the first. In Slack, their DM and their
 * Home are one for the whole organisation; here each workspace has its own, which `team_id` chooses.
 */
export const withinOrganisation = (
  site: Site,
  organisation: World,
  method: string,
  args: JsonObject,
): World | { refusal: Answer } => {
  const { id } = organisation.state.team
  const all = workspacesOf(site, id)
  const entered = all.filter(({ state }) => mayEnter(site, id, state.team.id))
  const noAccess = { refusal: refuse('team_access_not_granted') }
  const team = textAt(args, 'team_id')
  if (team) return entered.find(({ state }) => state.team.id === team) ?? noAccess
  if (needTeam.has(method)) {
    return {
      refusal: refuseBreach('missing_argument', `${method} needs team_id with an organisation’s token`),
    }
  }
  for (const [ids, has] of [
    [placesNamed(args), hasPlace],
    [peopleNamed(args), hasMember],
  ] as const) {
    const named = all.filter((world) => ids.some((one) => has(world, one)))
    const open = named.find((world) => entered.includes(world))
    if (open) return open
    if (named.length > 0) return noAccess
  }
  return entered[0] ?? noAccess
}

const given = (args: JsonObject, names: string[]) =>
  names.flatMap((name) => textAt(args, name)?.split(',') ?? []).filter(Boolean)

const placesNamed = (args: JsonObject) => [
  ...given(args, ['channel', 'channel_id', 'view_id', 'external_id', 'trigger_id']),
  ...filesNamed(args),
]

const filesNamed = (args: JsonObject) => {
  const files = typeof args.files === 'string' ? parseJson(args.files) : args.files
  return objectsAt({ files }, 'files').flatMap((file) => (isObject(file) ? (textAt(file, 'id') ?? []) : []))
}

const peopleNamed = (args: JsonObject) => given(args, ['user', 'users', 'user_id', 'channel'])

const hasPlace = (world: World, id: string) => {
  const { channels, triggers, files } = world.state
  const view = findView(world, { viewId: id }) ?? findView(world, { externalId: id })
  return Boolean(channels[id] ?? triggers[id] ?? files[id] ?? memberOfDm(world.state, id) ?? view)
}

const hasMember = ({ state }: World, id: string) => state.members[id] !== undefined

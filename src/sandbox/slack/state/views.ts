import { type JsonObject, objectAt, textAt } from '../json.ts'
import { completeBlocks } from '../rules/complete.ts'
import { mintHash, mintId } from './ids.ts'
import { inputsOf } from './input-state.ts'
import type { View } from './state.ts'
import type { World } from './world.ts'

/** Slack stacks at most three modals: the root and two pushed ones. */
const MAX_STACK = 3

export const stackOf = ({ state }: World, memberId: string) => state.modals[memberId] ?? []

export const isStackFull = (world: World, memberId: string) => stackOf(world, memberId).length >= MAX_STACK

export const findView = (
  world: World,
  by: { viewId?: string | undefined; externalId?: string | undefined },
) =>
  allViews(world).find((view) =>
    by.viewId ? view.id === by.viewId : !!by.externalId && view.externalId === by.externalId,
  )

const allViews = ({ state }: World) => [...Object.values(state.homes), ...Object.values(state.modals).flat()]

export const isExternalIdTaken = (world: World, view: JsonObject, except: View | undefined) => {
  const externalId = textAt(view, 'external_id')
  return !!externalId && allViews(world).some((other) => other !== except && other.externalId === externalId)
}

/** Opens a root modal in place of any open stack. The view must have passed the rules. */
export const openModal = (world: World, memberId: string, raw: JsonObject): View => {
  const view = makeView(world, memberId, raw, 'modal')
  world.state.modals[memberId] = [view]
  world.changed({ what: 'modals', memberId })
  return view
}

/** Pushes a view onto the stack; the caller checks that there is room. */
export const pushModal = (world: World, memberId: string, raw: JsonObject): View => {
  const stack = stackOf(world, memberId)
  const below = stack.at(-1)
  const view = makeView(world, memberId, raw, 'modal')
  if (below) Object.assign(view, { rootViewId: below.rootViewId, previousViewId: below.id })
  world.state.modals[memberId] = [...stack, view]
  world.changed({ what: 'modals', memberId })
  return view
}

export const popModal = (world: World, memberId: string) => {
  world.state.modals[memberId] = stackOf(world, memberId).slice(0, -1)
  world.changed({ what: 'modals', memberId })
}

export const clearModals = (world: World, memberId: string) => {
  world.state.modals[memberId] = []
  world.changed({ what: 'modals', memberId })
}

/** Replaces what a view shows. It keeps its id and place, and the text typed into inputs whose ids stay the same. */
export const replaceView = (world: World, view: View, raw: JsonObject): View => {
  const { id, rootViewId, previousViewId } = view
  const fresh = makeView(world, view.memberId, raw, view.type, view)
  delete view.notice
  Object.assign(view, fresh, { id, rootViewId, previousViewId })
  world.changed({ what: view.type === 'home' ? 'home' : 'modals', memberId: view.memberId })
  return view
}

export const publishHome = (world: World, memberId: string, raw: JsonObject): View => {
  const before = world.state.homes[memberId]
  if (before) return replaceView(world, before, raw)
  const view = makeView(world, memberId, raw, 'home')
  world.state.homes[memberId] = view
  world.changed({ what: 'home', memberId })
  return view
}

const makeView = (
  world: World,
  memberId: string,
  raw: JsonObject,
  type: View['type'],
  before?: View,
): View => {
  const { state, clock } = world
  const blocks = completeBlocks(state, raw.blocks)
  const id = before?.id ?? mintId(state, 'V')
  const withEmoji = (text: JsonObject | undefined) => (text ? { emoji: true, ...text } : null)
  return {
    id,
    type,
    memberId,
    blocks,
    title: withEmoji(objectAt(raw, 'title')),
    submit: withEmoji(objectAt(raw, 'submit')),
    close: withEmoji(objectAt(raw, 'close')),
    callbackId: textAt(raw, 'callback_id') ?? '',
    privateMetadata: textAt(raw, 'private_metadata') ?? '',
    externalId: textAt(raw, 'external_id') ?? '',
    clearOnClose: raw.clear_on_close === true,
    notifyOnClose: raw.notify_on_close === true,
    submitDisabled: raw.submit_disabled === true,
    rootViewId: id,
    previousViewId: null,
    hash: mintHash(state, clock.now()),
    inputs: inputsOf(blocks, before?.inputs),
    errors: {},
  }
}

/** A view as the Web API and payloads carry it. */
export const wireView = ({ state, organisation, installed }: World, view: View): JsonObject => ({
  id: view.id,
  team_id: state.team.id,
  type: view.type,
  blocks: view.blocks,
  private_metadata: view.privateMetadata,
  callback_id: view.callbackId,
  state: { values: view.inputs },
  hash: view.hash,
  title: view.title ?? { type: 'plain_text', text: state.app.name, emoji: true },
  clear_on_close: view.clearOnClose,
  notify_on_close: view.notifyOnClose,
  close: view.close,
  submit: view.submit,
  ...(view.submitDisabled && { submit_disabled: true }),
  previous_view_id: view.previousViewId,
  root_view_id: view.rootViewId,
  app_id: state.app.id,
  external_id: view.externalId,
  // An inference: Slack's reference shows it once with an organisation's id (Work Objects), and does not explain it.
  app_installed_team_id: (installed.isOrganisationWide() && organisation?.id) || state.team.id,
  bot_id: state.app.botId,
})

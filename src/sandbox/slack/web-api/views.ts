import { isObject, type JsonObject, textAt } from '../json.ts'
import { checkView, isTooLargeForView } from '../rules/surfaces.ts'
import type { View } from '../state/state.ts'
import { findTrigger } from '../state/triggers.ts'
import {
  findView,
  isExternalIdTaken,
  isStackFull,
  openModal,
  publishHome,
  pushModal,
  replaceView,
  stackOf,
  wireView,
} from '../state/views.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, type Method, refuse, refuseBreach, refuseFindings } from './answer.ts'

export const views: { [name: string]: Method } = {
  'views.open': {
    required: ['trigger_id', 'view'],
    json: ['view'],
    run: (world, args) => {
      const read = readView(world, args, 'modal')
      if ('refusal' in read) return read.refusal
      const found = findTrigger(world, textAt(args, 'trigger_id'))
      if ('error' in found) return refuseTrigger(found.error)
      found.trigger.used = true
      return accept({ view: wireView(world, openModal(world, found.trigger.memberId, read.view)) })
    },
  },
  'views.push': {
    required: ['trigger_id', 'view'],
    json: ['view'],
    run: (world, args) => {
      const read = readView(world, args, 'modal')
      if ('refusal' in read) return read.refusal
      const found = findTrigger(world, textAt(args, 'trigger_id'))
      if ('error' in found) return refuseTrigger(found.error)
      const { memberId, viewId } = found.trigger
      if (!stackOf(world, memberId).some((view) => view.id === viewId)) return refuse('not_found')
      if (isStackFull(world, memberId)) return refuseBreach('push_limit_reached', 'three modals at most')
      found.trigger.used = true
      return accept({ view: wireView(world, pushModal(world, memberId, read.view)) })
    },
  },
  'views.update': {
    required: ['view'],
    json: ['view'],
    run: (world, args) => {
      const by = { viewId: textAt(args, 'view_id'), externalId: textAt(args, 'external_id') }
      if (!by.viewId && !by.externalId) {
        return refuseBreach('invalid_arguments', 'neither view_id nor external_id', [
          '[ERROR] missing required field: view_id',
        ])
      }
      const found = findView(world, by)
      const read = readView(world, args, found?.type ?? 'modal', found)
      if ('refusal' in read) return read.refusal
      if (!found) return refuse('not_found')
      if (isStale(args, found)) return refuse('hash_conflict')
      return accept({ view: wireView(world, replaceView(world, found, read.view)) })
    },
  },
  'views.publish': {
    required: ['user_id', 'view'],
    json: ['view'],
    run: (world, args) => {
      const memberId = textAt(args, 'user_id') ?? ''
      const member = world.state.members[memberId]
      if (!member || member.bot || member.isSlackbot) {
        return refuseBreach('invalid_arguments', 'no such member', ['invalid `user_id`'])
      }
      if (world.manifest?.features?.app_home?.home_tab_enabled === false) {
        return refuseBreach('not_enabled', 'the manifest switches the Home tab off')
      }
      const before = world.state.homes[memberId]
      const read = readView(world, args, 'home', before)
      if ('refusal' in read) return read.refusal
      if (isStale(args, before)) return refuse('hash_conflict')
      return accept({ view: wireView(world, publishHome(world, memberId, read.view)) })
    },
  },
}

/** A hash conflicts if it is empty, invented or from an older version, or if nothing has been published yet. */
const isStale = ({ hash }: JsonObject, view: View | undefined) => hash !== undefined && hash !== view?.hash

const refuseTrigger = (error: string) => refuseBreach(error, 'a trigger_id lives 3 s and is taken once')

const readView = (
  world: World,
  { view }: JsonObject,
  type: View['type'],
  replaced?: View,
): { view: JsonObject } | { refusal: Answer } => {
  if (view !== undefined && isTooLargeForView(view)) {
    return { refusal: refuseBreach('view_too_large', 'more than 250 kB of JSON') }
  }
  const findings = checkView(view, type)
  if (findings.length > 0 || !isObject(view)) {
    return { refusal: refuseFindings('invalid_arguments', findings) }
  }
  if (isExternalIdTaken(world, view, replaced)) {
    return { refusal: refuseBreach('duplicate_external_id', `${textAt(view, 'external_id')} is in use`) }
  }
  return { view }
}

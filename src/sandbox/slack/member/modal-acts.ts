import { isObject, type Json, parseJson, textAt } from '../json.ts'
import { closedPayload, submissionPayload } from '../outbound/payloads.ts'
import { type AppAnswer, failureName, sendInteraction } from '../outbound/to-app.ts'
import { checkView } from '../rules/surfaces.ts'
import { inputErrors } from '../state/input-state.ts'
import type { View } from '../state/state.ts'
import {
  clearModals,
  findView,
  isStackFull,
  popModal,
  pushModal,
  replaceView,
  stackOf,
} from '../state/views.ts'
import type { World } from '../state/world.ts'

/** What Slack's client writes over a modal whose app did not answer as it should. */
export const TROUBLE = 'We had some trouble connecting. Try again?'

/** @property errors under the inputs, by block_id: the client's own (and nothing was sent) or the app's */
export type Submission = {
  sent: boolean
  status?: number
  ms?: number
  errors: { [blockId: string]: string }
  failure?: string
}

/** Submits the top modal with what its inputs hold, and changes the stack as the app answers. */
export const submitModal = async (world: World, memberId: string): Promise<Submission> => {
  const view = stackOf(world, memberId).at(-1)
  if (!view) throw new Error(`${memberId} has no open modal to submit`)
  if (!view.submit || view.submitDisabled) throw new Error(`the modal has no submit button to press`)
  view.errors = inputErrors(view.blocks, view.inputs)
  delete view.notice
  world.changed({ what: 'modals', memberId })
  if (Object.keys(view.errors).length > 0) return { sent: false, errors: view.errors }
  const answer = await sendInteraction(world, submissionPayload(world, memberId, view), 'view_submission')
  const failure = failureName(answer) ?? applyAnswer(world, memberId, view, answer)
  if (failure !== undefined) {
    view.notice = TROUBLE
    world.changed({ what: 'modals', memberId })
  }
  return {
    sent: true,
    ms: answer.ms,
    errors: view.errors,
    ...(answer.status !== undefined && { status: answer.status }),
    ...(failure !== undefined && { failure }),
  }
}

/** @returns what was wrong with the answer, if anything */
const applyAnswer = (world: World, memberId: string, view: View, { body }: AppAnswer): string | undefined => {
  const answer = body.trim() === '' ? {} : parseJson(body)
  if (!isObject(answer)) return misanswered(world, 'the answer to view_submission is not JSON')
  // The app may have closed the view in another way while it was answering.
  const isOpen = findView(world, { viewId: view.id }) !== undefined
  switch (answer.response_action) {
    case undefined:
      if (isOpen) popModal(world, memberId)
      return undefined
    case 'clear':
      clearModals(world, memberId)
      return undefined
    case 'errors':
      return showErrors(world, view, answer.errors)
    case 'update':
    case 'push':
      return showView(world, memberId, view, answer.response_action, answer.view)
    default:
      return misanswered(world, `unknown response_action ${JSON.stringify(answer.response_action)}`)
  }
}

const misanswered = (world: World, rule: string) => {
  world.log.breach(world.clock.now(), 'view_submission', rule)
  return 'invalid_response'
}

const showErrors = (world: World, view: View, errors: Json | undefined) => {
  if (!isObject(errors) || Object.keys(errors).length === 0) {
    return misanswered(world, '`errors` without any error')
  }
  for (const blockId of Object.keys(errors)) {
    const isInput = view.blocks.some((block) => block.type === 'input' && block.block_id === blockId)
    if (!isInput) return misanswered(world, `an error for ${blockId}, which is no input block of this view`)
    if (!textAt(errors, blockId)) return misanswered(world, `the error for ${blockId} is no text`)
    view.errors[blockId] = textAt(errors, blockId) ?? ''
  }
  world.changed({ what: 'modals', memberId: view.memberId })
  return undefined
}

const showView = (
  world: World,
  memberId: string,
  view: View,
  action: 'update' | 'push',
  raw: Json | undefined,
) => {
  const findings = checkView(raw, 'modal')
  if (findings.length > 0 || !isObject(raw)) {
    const lines = findings.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`)
    return misanswered(world, `response_action ${action}: ${lines.join('; ')}`)
  }
  if (action === 'update') replaceView(world, view, raw)
  else if (isStackFull(world, memberId)) return misanswered(world, 'a fourth modal cannot be pushed')
  else pushModal(world, memberId, raw)
  return undefined
}

/**
 * Closes the top modal, or the whole stack if the view asks for that or the member presses ✕ (`all`). The app gets
 * a `view_closed` for each view that asks for it.
 */
export const closeModal = async (world: World, memberId: string, { all = false }: { all?: boolean }) => {
  const stack = stackOf(world, memberId)
  const top = stack.at(-1)
  if (!top) throw new Error(`${memberId} has no open modal to close`)
  const isCleared = all || top.clearOnClose
  const closing = isCleared ? stack.toReversed() : [top]
  if (isCleared) clearModals(world, memberId)
  else popModal(world, memberId)
  for (const view of closing) {
    if (view.notifyOnClose) {
      await sendInteraction(world, closedPayload(world, memberId, view, isCleared), 'view_closed')
    }
  }
}

import type { ModalView, UsersSelect } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import type { MentoringRole } from '../../domain/member.ts'
import { SUGGESTION_LIMITS } from '../../domain/suggestions/suggestion.ts'
import { blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { context, plainText, stack } from './blocks.ts'
import { type FormFault, faultBlock } from './form-fault.ts'
import { input, radios, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'
import { MOST_TYPED } from './send-modal.ts'

export type SuggestForm = {
  mentor?: MemberId | undefined
  mentee?: MemberId | undefined
  to?: MentoringRole
  why?: string
}

/** Who should meet whom, which of the two hears about it, and why. */
export const suggestModal = (words: Words, form: SuggestForm = {}, fault?: FormFault): ModalView => {
  const { mentor, mentee, to = 'mentee', why = '' } = form
  const { suggesting } = words
  return modal(words, {
    callback_id: callbackIds.suggestModal,
    title: words.modals.suggestTitle,
    submit: words.modals.suggest,
    blocks: stack(
      fault && faultBlock(words, fault),
      input(blockIds.mentor, suggesting.label.mentor, picker(words, blockIds.mentor, mentor)),
      input(blockIds.mentee, suggesting.label.mentee, picker(words, blockIds.mentee, mentee)),
      input(blockIds.receives, suggesting.receivesLabel, receives(words, to)),
      input(
        blockIds.why,
        suggesting.whyLabel,
        textField(
          blockIds.why,
          {
            max: why.length > SUGGESTION_LIMITS.why ? MOST_TYPED : SUGGESTION_LIMITS.why,
            placeholder: suggesting.whyPlaceholder,
            multiline: true,
          },
          why,
        ),
        { optional: true },
      ),
      input(blockIds.naming, suggesting.namingLabel, naming(words), { optional: true }),
      context(suggesting.next),
    ),
  })
}

const picker = (words: Words, actionId: string, picked: MemberId | undefined): UsersSelect => ({
  type: 'users_select',
  action_id: actionId,
  placeholder: plainText(words.suggesting.placeholder, limits.placeholder),
  ...(picked && { initial_user: picked }),
})

const receives = ({ suggesting }: Words, to: MentoringRole) =>
  radios(blockIds.receives, ['mentee', 'mentor'], suggesting.receives, to)

/** On, unless it is ticked off. */
const naming = (words: Words) =>
  ticks(blockIds.naming, [
    { value: NAMES_ME, text: words.suggesting.naming, more: words.suggesting.namingMore, isOn: true },
  ])

export const NAMES_ME = 'names_me'

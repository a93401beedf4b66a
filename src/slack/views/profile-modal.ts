import type { InputBlock, ModalView } from '@slack/types'
import { PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { OwnProfile } from '../../service/directory/own-profile.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { plainText } from './blocks.ts'
import { input, numberField, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'
import { topicsMenu } from './topic-menus.ts'

/** What a tick in the form stands for. */
export const PROFILE_TICKS = {
  mentors: 'mentors',
  seeks: 'seeks',
  takesSuggestions: 'takes_suggestions',
} as const

/** The form in which a member says what others find them by, filled with what they said before. */
export const profileModal = (words: Words, { profile, avoided }: Omit<OwnProfile, 'isSet'>): ModalView => {
  const form = words.profileForm
  const type = actionIds.typeProfile
  return modal(words, {
    callback_id: callbackIds.profileModal,
    title: words.modals.profileTitle,
    submit: words.modals.save,
    blocks: [
      input(
        blockIds.listedAs,
        form.listedAs,
        ticks(type, [
          { value: PROFILE_TICKS.mentors, text: form.mentors, more: form.mentorsMore, isOn: profile.mentors },
          { value: PROFILE_TICKS.seeks, text: form.seeks, more: form.seeksMore, isOn: profile.seeks },
        ]),
        { optional: true },
      ),
      input(
        blockIds.headline,
        form.headline,
        textField(
          type,
          { max: PROFILE_LIMITS.headline, placeholder: form.headlinePlaceholder },
          profile.headline,
        ),
        { optional: true },
      ),
      input(
        blockIds.about,
        form.about,
        textField(
          type,
          { max: PROFILE_LIMITS.about, placeholder: form.aboutPlaceholder, multiline: true },
          profile.about,
        ),
        { optional: true },
      ),
      ...topicInputs(words, profile),
      input(
        blockIds.menteeLimit,
        form.menteeLimit,
        numberField(type, PROFILE_LIMITS.menteeLimit, profile.menteeLimit),
        { optional: true, hint: form.menteeLimitHint },
      ),
      input(
        blockIds.takesSuggestions,
        form.suggestions,
        ticks(type, [
          {
            value: PROFILE_TICKS.takesSuggestions,
            text: form.takesSuggestions,
            more: form.takesSuggestionsMore,
            isOn: profile.takesSuggestions,
          },
        ]),
        { optional: true },
      ),
      avoidedInput(words, avoided),
    ],
  })
}

const topicInputs = ({ profileForm }: Words, profile: OwnProfile['profile']): InputBlock[] =>
  (['helpsWith', 'learns'] as const).map((field) =>
    input(
      blockIds[field],
      profileForm[field],
      topicsMenu(
        actionIds.chooseTopics,
        { most: PROFILE_LIMITS[field], placeholder: profileForm.topicsPlaceholder },
        profile[field],
      ),
      { optional: true },
    ),
  )

const avoidedInput = ({ profileForm }: Words, avoided: readonly MemberId[]): InputBlock =>
  input(
    blockIds.avoided,
    profileForm.avoided,
    {
      type: 'multi_users_select',
      action_id: actionIds.typeProfile,
      max_selected_items: PROFILE_LIMITS.avoided,
      placeholder: plainText(profileForm.peoplePlaceholder, limits.placeholder),
      ...(avoided.length > 0 && { initial_users: [...avoided] }),
    },
    { optional: true, hint: profileForm.avoidedHint },
  )

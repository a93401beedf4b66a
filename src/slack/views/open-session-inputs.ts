import type { InputBlock } from '@slack/types'
import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import type { Topic } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import { type Instant, SECOND } from '../../domain/time/time.ts'
import { actionIds, blockIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { plainText } from './blocks.ts'
import { lengthMenu } from './booking-length.ts'
import { input, textField } from './inputs.ts'
import { topicsMenu } from './topic-menus.ts'

/** Fields that several forms about an open session have. */
const type = actionIds.typeHosting

/** What an open session is about. */
export const aboutInputs = (
  { hosting }: Words,
  given: { title: string; description: string; topics: readonly Topic[] },
): InputBlock[] => [
  input(
    blockIds.title,
    hosting.title,
    textField(type, { max: OPEN_SESSION_LIMITS.title, placeholder: hosting.titlePlaceholder }, given.title),
  ),
  input(
    blockIds.description,
    hosting.description,
    textField(
      type,
      {
        max: OPEN_SESSION_LIMITS.description,
        placeholder: hosting.descriptionPlaceholder,
        multiline: true,
      },
      given.description,
    ),
    { optional: true },
  ),
  input(
    blockIds.topics,
    hosting.topics,
    topicsMenu(
      actionIds.chooseOpenTopics,
      { most: OPEN_SESSION_LIMITS.topics, placeholder: hosting.topicsPlaceholder },
      given.topics,
    ),
    { optional: true },
  ),
]

/** @param usual where the mentor's sessions are, unless this one says otherwise */
export const whereInput = ({ hosting }: Words, location: string, usual = ''): InputBlock =>
  input(
    blockIds.place,
    hosting.place,
    textField(
      type,
      {
        max: MAX_LOCATION_LENGTH,
        placeholder: usual.trim() === '' ? hosting.placePlaceholder : hosting.usualPlace(usual),
      },
      location,
    ),
    { optional: true, hint: hosting.placeHint },
  )

/** Slack's picker names instants, so that no time is picked that clocks jump over or show twice. */
export const startInput = ({ hosting }: Words, startsAt: Instant | null): InputBlock =>
  input(
    blockIds.starts,
    hosting.starts,
    {
      type: 'datetimepicker',
      action_id: type,
      ...(startsAt !== null && { initial_date_time: Math.floor(startsAt / SECOND) }),
    },
    { hint: hosting.startsHint },
  )

export const openLengthInput = (words: Words, minutes: number): InputBlock =>
  input(blockIds.length, words.booking.lengthLabel, lengthMenu(words, type, minutes))

/** @param invited picked so far */
export const inviteInput = (
  { hosting }: Words,
  invited: readonly MemberId[],
  how: { optional: boolean; most: number },
): InputBlock =>
  input(
    blockIds.invited,
    hosting.invite,
    {
      type: 'multi_users_select',
      action_id: type,
      max_selected_items: how.most,
      placeholder: plainText(hosting.invitePlaceholder, limits.placeholder),
      ...(invited.length > 0 && { initial_users: [...invited] }),
    },
    { optional: how.optional, hint: hosting.inviteHint },
  )

import type { InputBlock, ModalView } from '@slack/types'
import type { Topic } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS, type OpenSession } from '../../domain/sessions/open-session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import { hostMetadata } from '../open-session-values.ts'
import type { Words } from '../text/words.ts'
import { context, header, option, plainText, stack } from './blocks.ts'
import { type FormFault, faultBlock } from './form-fault.ts'
import { input, numberField, radios, ticks } from './inputs.ts'
import { modal, warning } from './modal.ts'
import { aboutInputs, inviteInput, openLengthInput, startInput, whereInput } from './open-session-inputs.ts'

/** What the form begins with. */
export type HostForm = {
  title: string
  description: string
  topics: readonly Topic[]
  startsAt: Instant | null
  minutes: number
  seats: number
  fewest: number | null
  location: string
  audience: OpenSession['audience']
  invited: readonly MemberId[]
  announcedIn: string | null
  asks: boolean
  releaseHours: number | null
}

export const emptyHostForm: HostForm = {
  title: '',
  description: '',
  topics: [],
  startsAt: null,
  minutes: 60,
  seats: 8,
  fewest: null,
  location: '',
  audience: 'everyone',
  invited: [],
  announcedIn: null,
  asks: true,
  releaseHours: null,
}

/** By whose clock it repeats, and where their sessions usually are. */
export type Host = {
  zone: Zone
  location: string
  /** The one channel in which the organisers let sessions be announced; null: any. */
  announceIn: string | null
}

/** What a tick in the form stands for. */
export const ASKS = 'asks'

/** The values of the menu of repetitions. */
export const REPEATS = ['never', 'week', 'two_weeks', 'month'] as const
/** The values of the radio buttons. */
export const AUDIENCES = ['everyone', 'invited'] as const

const type = actionIds.typeHosting
const { invited: mostInvited, seats, releaseHours, times } = OPEN_SESSION_LIMITS

/** Their own calendar says that they are busy then, of which they are told once. */
export type HostWarning = { busyAt: readonly Instant[]; isSeries: boolean }

/** The form in which a mentor sets up an open session, and its repetitions. */
export const hostModal = (
  words: Words,
  form: HostForm,
  host: Host,
  { fault, warned }: { fault?: FormFault | undefined; warned?: HostWarning | undefined } = {},
): ModalView => {
  const { hosting } = words
  return modal(words, {
    callback_id: callbackIds.hostModal,
    private_metadata: hostMetadata.encode({ toldBusy: [...(warned?.busyAt ?? [])] }),
    title: words.modals.hostTitle,
    submit: warned ? words.modals.hostAnyway : words.modals.hostIt,
    blocks: stack(
      fault && faultBlock(words, fault),
      warned && warning(words.hostedOverCalendarText(warned.busyAt, warned.isSeries)),
      aboutInputs(words, form),
      header(hosting.when),
      startInput(words, form.startsAt),
      openLengthInput(words, form.minutes),
      repeatInputs(words, host.zone),
      whereInput(words, form.location, host.location),
      header(hosting.who),
      audienceInput(words, form.audience),
      inviteInput(words, form.invited, { optional: true, most: mostInvited }),
      host.announceIn !== null && context(words.announcedOnlyIn(host.announceIn)),
      channelInput(words, form.announcedIn),
      header(hosting.seatsHeading),
      input(blockIds.seats, hosting.seats, numberField(type, seats, form.seats), { hint: hosting.seatsHint }),
      input(blockIds.fewest, hosting.fewest, numberField(type, seats, form.fewest), {
        optional: true,
        hint: hosting.fewestHint,
      }),
      input(blockIds.releaseHours, hosting.release, numberField(type, releaseHours, form.releaseHours), {
        optional: true,
        hint: hosting.releaseHint,
      }),
      asksInput(words, form.asks),
    ),
  })
}

const repeatInputs = ({ hosting }: Words, zone: Zone): InputBlock[] => {
  const choice = (every: (typeof REPEATS)[number]) => option(hosting.every[every], every)
  return [
    input(blockIds.repeats, hosting.repeats, {
      type: 'static_select',
      action_id: type,
      options: REPEATS.map(choice),
      initial_option: choice('never'),
    }),
    input(blockIds.times, hosting.times, numberField(type, times, null), {
      optional: true,
      hint: hosting.timesHint(zone),
    }),
  ]
}

const audienceInput = ({ hosting }: Words, audience: OpenSession['audience']): InputBlock => {
  const text = { everyone: hosting.everyone, invited: hosting.onlyInvited }
  return input(blockIds.audience, hosting.audience, radios(type, AUDIENCES, text, audience))
}

const channelInput = ({ hosting }: Words, channel: string | null): InputBlock =>
  input(
    blockIds.channel,
    hosting.announce,
    {
      type: 'conversations_select',
      action_id: type,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      placeholder: plainText(hosting.announcePlaceholder, limits.placeholder),
      ...(channel !== null && { initial_conversation: channel }),
    },
    { optional: true, hint: hosting.announceHint },
  )

const asksInput = ({ hosting }: Words, isOn: boolean): InputBlock =>
  input(
    blockIds.asks,
    hosting.asks,
    ticks(type, [{ value: ASKS, text: hosting.asksThem, more: hosting.asksMore, isOn }]),
    { optional: true },
  )

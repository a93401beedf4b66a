import type { TopicId } from '../../domain/ids.ts'
import { SECOND } from '../../domain/time/time.ts'
import type { Hosting } from '../../service/open-sessions/host.ts'
import { topicChoice } from '../directory-values.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { Words } from '../text/words.ts'
import { lengthChoice } from '../values.ts'
import { ASKS, AUDIENCES, REPEATS } from '../views/host-modal.ts'

type Fields = Omit<Hosting, 'workspace' | 'actor' | 'intent' | 'toldBusy'>

/** The submitted form, or a sentence for each field that cannot be read as it is. */
export type ReadHostForm = { hosting: Fields } | { faults: Record<string, string> }

export const readHostForm = ({ hostFormFaults }: Words, modal: ModalState): ReadHostForm => {
  const text = (id: string) => inputOf(modal, id).text
  const startsAt = startIn(modal)
  const every = REPEATS.find((one) => one === inputOf(modal, blockIds.repeats).option) ?? 'never'
  const times = numberIn(modal, blockIds.times)
  const audience = AUDIENCES.find((one) => one === inputOf(modal, blockIds.audience).option) ?? 'everyone'
  const invited = inputOf(modal, blockIds.invited).members
  const announcedIn = inputOf(modal, blockIds.channel).conversation ?? null
  const isForInvited = audience === 'invited'
  const faults: Record<string, string> = {
    ...(startsAt === null && { [blockIds.starts]: hostFormFaults.noStart }),
    ...(every !== 'never' && times === null && { [blockIds.times]: hostFormFaults.repeatsHowOften }),
    ...(every === 'never' && times !== null && { [blockIds.repeats]: hostFormFaults.timesOfWhat }),
    ...(isForInvited && invited.length === 0 && { [blockIds.invited]: hostFormFaults.nobodyInvited }),
    ...(isForInvited && announcedIn !== null && { [blockIds.channel]: hostFormFaults.notForEveryone }),
  }
  if (startsAt === null || Object.keys(faults).length > 0) return { faults }
  return {
    hosting: {
      ...{ startsAt, audience, invited, announcedIn },
      title: text(blockIds.title),
      description: text(blockIds.description),
      topics: topicsIn(modal),
      minutes: minutesIn(modal) ?? Number.NaN,
      seats: numberIn(modal, blockIds.seats) ?? Number.NaN,
      fewest: numberIn(modal, blockIds.fewest),
      location: text(blockIds.place) || null,
      asks: inputOf(modal, blockIds.asks).options.includes(ASKS),
      releaseHours: numberIn(modal, blockIds.releaseHours),
      repeats: every === 'never' || times === null ? null : { every, times },
    },
  }
}

/** Null if the field is empty; what is no number is none in any range. */
export const numberIn = (modal: ModalState, block: string): number | null => {
  const { text } = inputOf(modal, block)
  return text === '' ? null : Number(text)
}

export const startIn = (modal: ModalState): number | null => {
  const { dateTime } = inputOf(modal, blockIds.starts)
  return dateTime === undefined ? null : dateTime * SECOND
}

export const minutesIn = (modal: ModalState): number | null =>
  lengthChoice.decode(inputOf(modal, blockIds.length).option)?.minutes ?? null

/** Of the topics that there are: new ones cannot be added here. */
export const topicsIn = (modal: ModalState): TopicId[] =>
  inputOf(modal, blockIds.topics).options.flatMap((value) => {
    const chosen = topicChoice.decode(value)
    return chosen && 'topic' in chosen ? [chosen.topic] : []
  })

import { SETTING_LIMITS, type SettingName, type Settings } from '../../../domain/settings.ts'
import type { SettingsSection, TopicAct } from '../../settings-values.ts'
import { weekdays } from './times.ts'

/** The parts of the settings. */
export const settingsSections: Readonly<Record<SettingsSection, string>> = {
  who: 'Who may take part',
  requests: 'Requests that wait',
  feedback: 'Feedback',
  messages: 'When messages come',
  openSessions: 'Open sessions',
  about: 'Name and welcome',
  data: 'How long data are kept',
  topics: 'Topics',
  organisers: 'Organisers',
}

/** Each with what it does, in one sentence. */
export const settingFields: Readonly<Record<SettingName, { label: string; does: string }>> = {
  guests: {
    label: 'Guests',
    does: 'Guests of the workspace can send, be asked, accept and book like everybody else.',
  },
  strangers: {
    label: 'People of other organisations',
    does: 'People who share a channel with you through Slack Connect can take part as well.',
  },
  nudgeAfterDays: {
    label: 'Remind of a request after',
    does: `Days after which somebody is reminded of a request that waits for their answer: up to ${SETTING_LIMITS.nudges} numbers, such as 3, 7, or nothing for never.`,
  },
  othersAfterDays: {
    label: 'Show others after',
    does: 'Working days after which somebody who asked for a session, and heard nothing, is shown others who could help; it counts for requests sent from now on, and 0 means never.',
  },
  feedback: {
    label: 'Ask how sessions were',
    does: 'Both sides get one message after a session, and what they answer is only counted, never shown by name.',
  },
  feedbackEvery: {
    label: 'Of a weekly series, ask after every … sessions',
    does: 'With 4, those who meet every week are asked after the fourth, the eighth and so on.',
  },
  messageDays: {
    label: 'Working days',
    does: 'Reminders, suggestions of others and questions about sessions come on these days; who set hours of their own gets them on those days.',
  },
  messageHours: {
    label: 'Hours',
    does: 'They come within these hours, by the clock of whoever gets them.',
  },
  announceIn: {
    label: 'Channel',
    does: 'Open sessions can be announced in this channel only; without one, in any that the app was added to.',
  },
  programmeName: { label: 'Name of the programme', does: 'Members are welcomed to it by this name.' },
  welcomeLine: { label: 'Welcome', does: 'Newcomers read this line at the top of their Home.' },
  graceDays: {
    label: 'Days after the app is removed',
    does: 'All data of the workspace are deleted so many days after the app was removed; 0 means at once.',
  },
  forgetAfterDays: {
    label: 'Days after a member left Slack',
    does: 'What is kept about somebody is deleted so many days after their account was deactivated; 0 means at once.',
  },
}

/** Why a setting cannot be set so, and what can be. */
export const settingFaultText: Readonly<Record<SettingName, string>> = {
  guests: 'Tick it or leave it.',
  strangers: 'Tick it or leave it.',
  nudgeAfterDays: `Type up to ${SETTING_LIMITS.nudges} different numbers of days, from 1 up, such as 3, 7. Leave it empty for never.`,
  othersAfterDays: 'Type a number of days, or 0 for never.',
  feedback: 'Tick it or leave it.',
  feedbackEvery: `Type a number from 1 to ${SETTING_LIMITS.feedbackEvery}.`,
  messageDays: 'Pick one day at least.',
  messageHours: 'Type one range of hours within a day, such as 9:00–18:00.',
  announceIn: 'Pick a channel, not a message to people.',
  programmeName: `That's too long: ${SETTING_LIMITS.programmeName} characters at most.`,
  welcomeLine: `That's too long: ${SETTING_LIMITS.welcomeLine} characters at most.`,
  graceDays: 'Type a number of days, up to 36500, or 0 for at once.',
  forgetAfterDays: 'Type a number of days, up to 36500, or 0 for at once.',
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)
const workingDays = (count: number) => (count === 1 ? '1 working day' : `${count} working days`)
const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : (items[0] ?? '')

const inWords: Readonly<Record<SettingName, (settings: Settings) => string>> = {
  guests: ({ guests }) => `Guests may ${guests ? '' : 'not '}take part`,
  strangers: ({ strangers }) => `People of other organisations may ${strangers ? '' : 'not '}take part`,
  nudgeAfterDays: ({ nudgeAfterDays }) =>
    nudgeAfterDays.length === 0
      ? 'Nobody is reminded'
      : `Reminders after ${list(nudgeAfterDays.map(String))} ${nudgeAfterDays.at(-1) === 1 ? 'day' : 'days'}`,
  othersAfterDays: ({ othersAfterDays }) =>
    othersAfterDays === 0
      ? 'Nobody is shown others'
      : `Others are shown after ${workingDays(othersAfterDays)}`,
  feedback: ({ feedback }) =>
    feedback ? 'Both sides are asked how a session was' : 'Nobody is asked how a session was',
  feedbackEvery: ({ feedbackEvery }) =>
    feedbackEvery === 1
      ? 'After every session of a weekly series'
      : `Of a weekly series, after every ${feedbackEvery} sessions`,
  messageDays: ({ messageDays }) => list(messageDays.map((day) => weekdays[day])),
  messageHours: ({ messageHours: { from, to } }) => `Between ${from} and ${to}`,
  announceIn: ({ announceIn }) =>
    announceIn === null
      ? 'Announced in any channel that the app was added to'
      : `Announced in <#${announceIn}> only`,
  programmeName: ({ programmeName }) => (programmeName === '' ? 'No name' : 'A name'),
  welcomeLine: ({ welcomeLine }) => (welcomeLine === '' ? 'No welcome of your own' : 'A welcome of your own'),
  graceDays: ({ graceDays }) =>
    graceDays === 0
      ? 'Everything is deleted when the app is removed'
      : `Everything is deleted ${days(graceDays)} after the app is removed`,
  forgetAfterDays: ({ forgetAfterDays }) =>
    forgetAfterDays === 0
      ? 'Members are forgotten when they leave Slack'
      : `Members are forgotten ${days(forgetAfterDays)} after they left Slack`,
}

/** What a setting is set to, as a sentence without its end. Without what was typed, which is no markup. */
export const settingInWords = (name: SettingName, settings: Settings): string => inWords[name](settings)

export const settingsForm = {
  on: 'Yes',
  topics: 'Rename, merge or retire what members can choose.',
  mustBeMember: 'Where the app was added: type /invite @Mentorship there.',
  saved: 'Saved. It holds from now on.',
  topic: 'Topic',
  topicPlaceholder: 'Type to find a topic',
  topicAct: 'What to do',
  newName: 'New name',
  newNameHint: 'For renaming; the former name still finds it.',
  into: 'Merge into',
  intoHint: 'For merging; everybody who has the one has the other from then on, and its name still finds it.',
  noTopic: 'Pick a topic first.',
  noInto: 'Pick the topic to merge it into.',
} as const

/** A retired one is offered to organisers as such. @param topic its name, as a member typed it */
export const retiredTopic = (topic: string): string => `${topic} (retired)`

export const topicActs: Readonly<Record<TopicAct, string>> = {
  rename: 'Rename it',
  merge: 'Merge it into another',
  retire: 'Retire it: nobody new can choose it',
  bringBack: 'Bring it back',
}

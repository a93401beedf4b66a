import type { TopicId } from '../../domain/ids.ts'
import { readSettings } from '../../domain/settings.ts'
import { type Refusal, refuse } from '../../service/outcome.ts'
import { topicChoice } from '../directory-values.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { isForm, type SettingsSection, settingsMetadata, TOPIC_ACTS } from '../settings-values.ts'
import { lookAtChannel } from '../web-api/channels.ts'
import { openSettings } from './open-settings.ts'
import { readSettingsForm } from './settings-form.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** The settings as they are now, or for somebody who organises no more, who does. */
const instead = async (
  parts: SlackParts,
  submission: Submission,
  field: string,
  part: SettingsSection | null,
  remark?: string,
): SubmissionReply => {
  const now = await openSettings(parts, submission, part, remark)
  return 'refused' in now ? fault(field, now.refused) : { ack: { response_action: 'update', view: now.view } }
}

const isOthers = (outcome: { outcome: string } | Refusal): boolean =>
  'reason' in outcome && outcome.reason === 'organisers_only'

/** Names the member picked, and shows the organisers as they are now. */
export const submitOrganiser = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { workspace, actor, modal } = submission
  const { member } = inputOf(modal, blockIds.organiser)
  const named = member
    ? await parts.services.nameOrganiser({ workspace, actor, member })
    : refuse({ reason: 'not_found' })
  if (named.outcome === 'refused' && !isOthers(named))
    return fault(blockIds.organiser, parts.words.refusalText(named))
  return instead(parts, submission, blockIds.organiser, 'organisers')
}

/** Saves one part, or says at each field what is wrong. */
export const submitSettings = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { services, words, client } = parts
  const { workspace, actor, modal } = submission
  const form = settingsMetadata.decode(modal.private_metadata)
  if (!form || !isForm(form.section)) return instead(parts, submission, blockIds.setting('guests'), null)
  const changes = readSettingsForm(modal, form.section, form.shown && readSettings(form.shown))
  const first = blockIds.setting('announceIn')
  if (changes.announceIn) {
    const look = await lookAtChannel(client, changes.announceIn)
    if (look !== 'open' && look !== 'not_told')
      return fault(first, words.channelFaultText(look, words.modals.save))
  }
  const changed = await services.changeSettings({ workspace, actor, changes })
  if (changed.outcome === 'faulty') {
    const errors = changed.settings.map((name) => [blockIds.setting(name), words.settingFaultText[name]])
    return { ack: { response_action: 'errors', errors: Object.fromEntries(errors) } }
  }
  if (changed.outcome === 'refused' && !isOthers(changed)) return fault(first, words.refusalText(changed))
  return instead(parts, submission, first, null, words.settingsForm.saved)
}

/** Does one thing with a topic, or says at the field what is missing. */
export const submitTopic = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { words } = parts
  const changed = await changeTopic(parts, submission)
  if ('text' in changed) return fault(changed.field, changed.text)
  if (changed.outcome === 'refused' && !isOthers(changed))
    return fault(
      changed.reason === 'topic_exists' ||
        changed.reason === 'topic_unnamed' ||
        changed.reason === 'topic_too_long'
        ? blockIds.newName
        : blockIds.topic,
      words.refusalText(changed),
    )
  return instead(parts, submission, blockIds.topic, null, words.settingsForm.saved)
}

const changeTopic = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): Promise<{ outcome: 'changed' | 'unchanged' } | Refusal | { field: string; text: string }> => {
  const topic = topicIn(modal, blockIds.topic)
  if (!topic) return { field: blockIds.topic, text: words.settingsForm.noTopic }
  const of = { workspace, actor, topic }
  const act = TOPIC_ACTS.find((one) => one === inputOf(modal, blockIds.topicAct).option) ?? 'rename'
  switch (act) {
    case 'rename':
      return services.renameTopic({ ...of, name: inputOf(modal, blockIds.newName).text })
    case 'merge': {
      const into = topicIn(modal, blockIds.into)
      return into
        ? services.mergeTopics({ ...of, into })
        : { field: blockIds.into, text: words.settingsForm.noInto }
    }
    default:
      return services.retireTopic({ ...of, isRetired: act === 'retire' })
  }
}

const topicIn = (modal: ModalState, block: string): TopicId | undefined => {
  const chosen = topicChoice.decode(inputOf(modal, block).option)
  return chosen && 'topic' in chosen ? chosen.topic : undefined
}

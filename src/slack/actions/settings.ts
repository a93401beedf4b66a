import type { Refusal } from '../../service/outcome.ts'
import { openSettings } from '../modals/open-settings.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import { type SettingsSection, sectionTarget } from '../settings-values.ts'
import { memberTarget } from '../values.ts'

type Answer = Promise<Reply<never>>

/** What they may see now, whatever they pressed: somebody removed meanwhile sees who the organisers are. */
const showPart = async (parts: SlackParts, press: Press, part: SettingsSection | null): Answer => {
  const opened = await openSettings(parts, press, part)
  return 'refused' in opened ? say(parts, press, opened.refused) : show(parts, press, opened.view)
}

export const showSettings = (parts: SlackParts, press: Press): Answer => showPart(parts, press, null)

export const openSettingsSection = async (parts: SlackParts, press: Press): Answer => {
  const target = sectionTarget.decode(press.value)
  return target ? showPart(parts, press, target.section) : sayNotFound(parts, press)
}

export const becomeOrganiser = async (parts: SlackParts, press: Press): Answer => {
  const { workspace, actor } = press
  const named = await parts.services.nameOrganiser({ workspace, actor, member: actor })
  return afterwards(parts, press, named, null)
}

export const removeOrganiser = async (parts: SlackParts, press: Press): Answer => {
  const target = memberTarget.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const removed = await parts.services.removeOrganiser({ workspace, actor, member: target.member })
  return afterwards(parts, press, removed, 'organisers')
}

const afterwards = (
  parts: SlackParts,
  press: Press,
  outcome: { outcome: string } | Refusal,
  part: SettingsSection | null,
): Answer | Reply<never> =>
  'reason' in outcome && outcome.reason !== 'organisers_only'
    ? say(parts, press, parts.words.refusalText(outcome))
    : showPart(parts, press, part)

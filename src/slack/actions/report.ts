import { type Press, type Reply, type SlackParts, say, sayNotFound } from '../reply.ts'
import { reportExport, reportPeriod } from '../report-values.ts'

type Answer = Promise<Reply<never>>

/** The report itself comes as a message, whose tables and charts a modal may not draw. */
export const askForReport = async (parts: SlackParts, press: Press): Answer => {
  const { workspace, actor } = press
  const outcome = await parts.services.askReport({ workspace, actor, period: 'quarter' })
  const { words } = parts
  return say(parts, press, outcome.outcome === 'refused' ? words.refusalText(outcome) : words.report.coming)
}

export const changePeriod = async (parts: SlackParts, press: Press): Answer => {
  const target = reportPeriod.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const outcome = await parts.services.changePeriod({ workspace, actor, ...target })
  // The message changes, which is answer enough.
  return outcome.outcome === 'refused' ? say(parts, press, parts.words.refusalText(outcome)) : {}
}

export const exportReport = async (parts: SlackParts, press: Press): Answer => {
  const target = reportExport.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const outcome = await parts.services.exportReport({ workspace, actor, ...target })
  const { words } = parts
  return say(
    parts,
    press,
    outcome.outcome === 'refused' ? words.refusalText(outcome) : words.report.fileComing,
  )
}

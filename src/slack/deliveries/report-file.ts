import type { WorkspaceId } from '../../domain/ids.ts'
import { type ReportFile, reportFiles } from '../../domain/programme/report-files.ts'
import { csvOf } from '../../report/csv.ts'
import { pngOf, writing } from '../../report/picture.ts'
import type { ReportState, Reports } from '../../service/programme/reports.ts'
import { plain } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { fileRefused } from '../views/file-refused.ts'
import { numberedTopics, readOut, reportCharts, reportSlide } from '../views/report-charts.ts'
import { slackError } from '../web-api/client.ts'
import { type Delivers, recordNothing, skipped } from './delivering.ts'
import { postAnew } from './post.ts'
import { reportRows } from './report-rows.ts'
import { isIn, MOST_ALT, type NewFile, share, upload } from './thread-file.ts'

/**
 * Sends a report's picture, or rows for a spreadsheet, into its thread. As with calendar files, Slack has no key by which
 * it would refuse a duplicate: the file's id is recorded before it is shared, and the next attempt first looks for it.
 */
export const reportFile: Delivers<'reportFile'> = async (
  parts,
  delivery,
  { to, report: id, file: named },
) => {
  const { client, heldLane, reports, words, lackingIn, clock, step } = parts
  const { workspace } = delivery
  const file = reportFiles.find((known) => known === named)
  if (!file) return skipped('there is no such file')
  if ((await lackingIn?.(workspace))?.includes('files:write')) {
    // Nobody asked for the picture; Home says that it is missing.
    if (file === 'picture') return skipped('no files are allowed there')
    const content = async () => fileRefused(words.report.fileRefused)
    return postAnew(parts, delivery, { to, posted: null, content, recording: recordNothing })
  }
  const state = await step('read', () => reports.state(workspace, id))
  if (!state) return skipped('there is nothing to show to them')
  const { message, period } = state.report
  if (!message) return skipped('the report’s message was never posted')
  const before = await reports.file(workspace, id, file)
  if (!before || before.shared) return skipped('that file is there already')

  const keep = (uploaded: string | null, shared: boolean) =>
    step('keep file', () => reports.keepFile(workspace, id, file, { id: uploaded, shared }))
  const tried = before.id
  if (tried && (await isIn(client, message, tried, delivery.attemptedAt ?? clock.now()))) {
    await keep(tried, true)
    return { outcome: 'sent' }
  }
  const made = tried ?? (await upload(client, await make({ reports, words, workspace }, state, file)))
  if (!made) return { outcome: 'retry', reason: 'the file was not taken', refused: true }
  await keep(made, false)
  await heldLane.attempt(delivery)
  try {
    const title = words.report.fileTitle(file, period)
    await share(client, message, made, { title, comment: await commentOn(words, state, file) })
  } catch (error) {
    // Slack drops an upload that is not shared in time; the next attempt makes a new one.
    if (slackError(error) === 'file_not_found') await keep(null, false)
    throw error
  }
  await keep(made, true)
  return { outcome: 'sent' }
}

/** A comment is mrkdwn, and people named the topics. */
const commentOn = async ({ report }: Words, state: ReportState, file: ReportFile): Promise<string> => {
  if (file !== 'picture') return report.fileComment(file)
  const numbered = numberedTopics(state, await writing())
  return report.pictureComment(numbered.map(([place, name]) => [place, plain(name)]))
}

type Making = { reports: Reports; words: Words; workspace: WorkspaceId }

const make = async (making: Making, state: ReportState, file: ReportFile): Promise<NewFile> => {
  const { words } = making
  const name = words.report.fileName(file, state.day)
  if (file === 'picture') {
    const content = await pngOf(reportSlide(words, state, await writing()))
    return { name, type: 'image/png', content, alt: readOut(words, reportCharts(words, state), MOST_ALT) }
  }
  // Slack wants to know how many bytes there are before the first of them, so all are here at once: rows never are.
  const chunks: Buffer[] = []
  const rows = reportRows(making, state, file)
  for await (const chunk of csvOf(words.report.columns[file], rows)) chunks.push(chunk)
  return { name, type: 'text/csv; charset=utf-8', content: Buffer.concat(chunks) }
}

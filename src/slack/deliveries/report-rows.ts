import type { WorkspaceId } from '../../domain/ids.ts'
import type { ExportedFile } from '../../domain/programme/report-files.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import type { ReportState, Reports } from '../../service/programme/reports.ts'
import type { Facts } from '../../store/reads/report-facts.ts'
import type { Named, PersonRow, RequestRow, SessionRow } from '../../store/reads/report-rows.ts'
import type { Words } from '../text/words.ts'

type Cells = readonly string[]
type From = { reports: Reports; words: Words; workspace: WorkspaceId }

/** The rows of an exported file, page by page. */
export const reportRows = (
  { reports, words, workspace }: From,
  state: ReportState,
  file: ExportedFile,
): AsyncGenerator<readonly Cells[]> => {
  const { period, to } = state.report
  const { requests, sessions, people } = reports.rows
  switch (file) {
    case 'requests':
      return pages((after) => requests(workspace, period, after), requestCells(words))
    case 'sessions':
      return pages((after) => sessions(workspace, period, after), sessionCells(words))
    case 'people':
      return pages((after) => people(workspace, period, after, to), personCells(words))
    case 'topics':
      return pages(async () => ({ facts: state.shown.topics, next: null }), topicCells(words, state))
  }
}

async function* pages<Fact>(
  read: (after: string) => Promise<Facts<Fact>>,
  cells: (fact: Fact) => Cells,
): AsyncGenerator<readonly Cells[]> {
  for (let after: string | null = ''; after !== null; ) {
    const { facts, next }: Facts<Fact> = await read(after)
    yield facts.map(cells)
    after = next
  }
}

/** `2026-11-24 15:00`, which every spreadsheet reads as a time. */
const at = (instant: Instant): string => new Date(instant).toISOString().slice(0, 16).replace('T', ' ')

const joined = (people: readonly Named[], of: 'name' | 'id') => people.map((one) => one[of]).join('; ')

const requestCells =
  ({ report: { cells } }: Words) =>
  ({ kind, from, to, sentAt, acceptedAt, isWithdrawn }: RequestRow): Cells => [
    at(sentAt),
    cells.kind[kind],
    from.name,
    from.id,
    to.name,
    to.id,
    acceptedAt !== null ? cells.state.accepted : isWithdrawn ? cells.state.withdrawn : cells.state.pending,
    acceptedAt === null ? '' : at(acceptedAt),
  ]

const sessionCells =
  ({ report: { cells } }: Words) =>
  ({ startsAt, endsAt, isOpen, isCancelled, mentor, mentees }: SessionRow): Cells => [
    at(startsAt),
    at(endsAt),
    String(Math.round((endsAt - startsAt) / MINUTE)),
    isOpen ? cells.session.open : cells.session.booked,
    cells.session[isCancelled ? 'cancelled' : mentees.length === 0 ? 'empty' : 'held'],
    mentor.name,
    mentor.id,
    joined(mentees, 'name'),
    joined(mentees, 'id'),
  ]

const personCells =
  ({ report: { cells } }: Words) =>
  (person: PersonRow): Cells => [
    person.name,
    person.id,
    person.mentors ? cells.yes : cells.no,
    person.seeks ? cells.yes : cells.no,
    person.helps.join('; '),
    person.learns.join('; '),
    String(person.asMentor),
    String(person.asMentee),
  ]

/** As the report shows them: fewer than five are not told apart here either. Digits alone are a number in every language. */
const topicCells =
  ({ report }: Words, { topicNames }: ReportState) =>
  ({ topic, sought, offered, nobodyOffers }: ReportState['shown']['topics'][number]): Cells => [
    topicNames.get(topic) ?? '',
    ...[sought, offered].map((count) => (count === null ? report.shown(count) : String(count))),
    nobodyOffers ? report.cells.yes : report.cells.no,
  ]

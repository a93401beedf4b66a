import { memberId, workspaceId } from '../../src/domain/ids.ts'
import { services } from '../../src/service/services.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { emptyDraft } from '../../src/slack/views/booking-draft.ts'
import { bookingModal } from '../../src/slack/views/booking-modal.ts'
import { saveAvailability } from '../../src/store/availabilities.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { worstAvailability } from '../support/worst-availability.ts'
import { clock } from './acts.ts'
import type { BenchDatabase } from './databases.ts'
import { LISTS } from './dataset.ts'
import { median } from './rounds.ts'
import { ms, type Report, times } from './table.ts'

const LOOKS = 60
const GOAL = 20

/** This process's time for a booking modal: with as many times as a mentor can offer, and by default. */
export const bookingFigures = async ({ knex }: BenchDatabase, report: Report): Promise<void> => {
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: () => '', wake: () => {} }
  const { bookingOptions } = services(parts, async () => 'unavailable')
  const workspace = workspaceId(LISTS.workspace)
  const [worst, usual] = [memberId(LISTS.long), memberId(LISTS.short)]
  await parts.inWorkspace(workspace, async (tx) =>
    saveAvailability(tx.behind(ownRows), worst, worstAvailability, clock.now()),
  )
  const draw = async (actor: typeof worst) => {
    const source = { member: actor === worst ? usual : worst, actorIs: 'mentor' } as const
    const options = await bookingOptions({ workspace, actor, source })
    if (options.outcome === 'refused') throw new Error(options.reason)
    return JSON.stringify(bookingModal(english, options, emptyDraft, undefined))
  }
  const took = { worst: [] as number[], usual: [] as number[] }
  for (let look = 0; look < 2 * LOOKS; look += 1) {
    const which = look % 2 === 0 ? 'worst' : 'usual'
    const before = process.cpuUsage()
    await draw(which === 'worst' ? worst : usual)
    const { user, system } = process.cpuUsage(before)
    took[which].push((user + system) / 1_000)
  }
  const [ours, baseline] = [median(took.worst), median(took.usual)]
  report({
    figure: "processor time of a mentor's booking modal, 24/7, 15 min, 364 days ÷ the default hours",
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: times(ours / baseline),
    goal: `< ${GOAL} ms`,
    reached: ours < GOAL,
  })
}

import { isDeepStrictEqual } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { journey } from '../../support/app.ts'
import { chance } from '../../support/chance.ts'
import { deliverTo, retryHeaders, startFront } from '../support/front.ts'
import { type AppProcess, startProcess } from '../support/processes.ts'
import { serverJourney } from '../support/server-journey.ts'
import { peopleOf, saidTo, tour, walk } from '../support/tour.ts'

/** `all` possible kills, about an hour of them, or this many at random. Too long for every day: `npm run proofs`. */
const kills = process.env.CRASHES ?? '0'
const seed = Number(process.env.CRASH_SEED ?? 20261123)
/** Only in steps whose name has this in it, as a regular expression. */
const steps = new RegExp(process.env.CRASH_STEPS ?? '')

/** Processes to kill; the next one starts while one is still alive. */
const victims = (start: () => Promise<AppProcess>) => {
  let next: Promise<AppProcess> | undefined
  let current: AppProcess | undefined
  const end = async () => {
    current?.kill()
    await next?.then(({ kill }) => kill()).catch(() => {})
  }
  onTestFinished(end)
  const take = async (): Promise<AppProcess> => {
    if (current?.isAlive()) return current
    current = await (next ?? start())
    next = start()
    // After the last step the next process finds the app removed, and nobody needs it.
    next.catch(() => {})
    return current
  }
  return Object.assign(take, { end })
}

/** Which steps to kill in a walk, and before which of their gates (from 1). */
type Plan = ReadonlyMap<number, number>

it.skipIf(kills === '0')(
  `killed at any await in any handler, the app leaves no act half done, and Slack's next delivery completes it (kills: ${kills}, seed ${seed})`,
  {
    timeout: kills === 'all' ? 12 * 3_600_000 : 60_000 + Number(kills) * 60_000,
  },
  async () => {
    const undisturbed = await walk(peopleOf(await journey()))
    const killed: string[] = []
    const broken: unknown[] = []

    /** @returns the gates of each step that was watched, not killed */
    const crashingWalk = async (plan: Plan, watched: (index: number) => boolean): Promise<string[][]> => {
      const gates: string[][] = tour.map(() => [])
      const { journey: j, databaseUrl } = await serverJourney()
      const victim = victims(() => startProcess(j, databaseUrl))
      let chosen: AppProcess | undefined
      const front = await startFront(async (inbound) => {
        if (!chosen) return deliverTo(j.app.address, inbound)
        const answer = await deliverTo(chosen.address, inbound)
        // Slack tries again, and reaches a living process.
        return answer ?? deliverTo(j.app.address, inbound, retryHeaders(1, 'connection_failed'))
      })
      onTestFinished(front.stop)
      j.slack.connect(front.url)
      const people = peopleOf(j)

      const pictures = await walk(people, async ({ what, act }, index) => {
        const dieAt = plan.get(index)
        if (dieAt === undefined && !watched(index)) return act(people)
        const prey = await victim()
        await prey.tell({ now: j.clock.now(), dieAt: dieAt ?? 0 })
        chosen = prey
        await act(people)
        await Promise.race([prey.tell('settle'), prey.ended])
        chosen = undefined
        if (dieAt === undefined) gates[index] = [...prey.gates]
        else if (prey.isAlive()) broken.push(`${what} has no gate ${dieAt}`)
        else killed.push(`${what}, gate ${dieAt}`)
        await j.settle()
        // A press that only opens a window dies with the process that acknowledged it: the member presses again.
        const open = saidTo(people).map(({ modals }) => modals)
        const expected = undisturbed[index]?.said.map(({ modals }) => modals)
        return isDeepStrictEqual(open, expected) ? undefined : act(people)
      })
      await victim.end()
      for (const [index, { what, left }] of pictures.entries()) {
        if (!isDeepStrictEqual(left, undisturbed[index]?.left)) {
          broken.push({ what, plan: [...plan], left, undisturbed: undisturbed[index]?.left })
        }
      }
      return gates
    }

    const gates = await crashingWalk(new Map(), () => true)
    const all = gates.flatMap((names, index) => names.map((_, gate) => [index, gate + 1] as const))
    expect(all.length).toBeGreaterThan(tour.length * 5)
    const meant = all.filter(([index]) => steps.test(tour[index]?.what ?? ''))
    const chosen = kills === 'all' ? meant : chance(seed).shuffled(meant).slice(0, Number(kills))
    // A walk can be killed once per step.
    for (let left = [...chosen]; left.length > 0; ) {
      const plan = new Map(left.toReversed())
      left = left.filter(([index, gate]) => plan.get(index) !== gate)
      await crashingWalk(plan, () => false)
    }
    expect(broken).toEqual([])
    expect(killed).toHaveLength(chosen.length)
    process.stdout.write(`killed ${killed.length} times, of ${all.length} gates in ${tour.length} steps\n`)
  },
)

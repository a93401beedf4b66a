import type { Knex } from 'knex'
import { memberId, type RequestId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'
import { blockIds, callbackIds } from '../../../src/slack/ids.ts'
import { sendMetadata } from '../../../src/slack/values.ts'
import { asUsual } from '../../support/as-usual.ts'
import { submitted } from '../../support/submitted-profile.ts'
import { type Answer, asked, listed, type RerouteStep } from './reroute-histories.ts'
import { type Backstage, openStage, type Stage } from './stage.ts'

const OBSERVED = 'UADA'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WEEK = 7 * 24 * HOUR

/** What a planted leak can use; `dismissed`: the requests that were, in this twin. */
export type InsideReroutes = Backstage & {
  dismissed: Set<RequestId>
  /** Does something with no trace among the observed member's statements. */
  unseen: Stage['act']
}

/** A mistake that tells a sender what became of a request, by how and when they are shown others. */
export type RerouteLeak = {
  services?: (honest: Services, inside: InsideReroutes) => Services
  onDismissal?: (inside: InsideReroutes) => Promise<unknown>
}

type Sent = { id: RequestId; to: (typeof asked)[number]; at: number }

/**
 * Plays the history, and in one of two twins what the receivers do about the requests besides. Returns everything that
 * reached their sender, among it whom they are shown instead, and when.
 */
export const rerouteTwin = async (
  knex: Knex,
  history: readonly RerouteStep[],
  isSecret: boolean,
  leak: RerouteLeak = {},
): Promise<string[]> => {
  const dismissed = new Set<RequestId>()
  let inside: InsideReroutes | undefined
  const stage: Stage = await openStage(knex, {
    observed: OBSERVED,
    members: [OBSERVED, ...asked, ...listed],
    leak: {
      services: (honest, backstage) => {
        inside = { ...backstage, dismissed, unseen: (workspace, work) => stage.act(workspace, work) }
        return leak.services?.(honest, inside) ?? honest
      },
    },
  })
  const { clock, workspace, act, given, by, command, submit, write, fresh, settle } = stage

  for (const [n, one] of listed.entries()) {
    const profile = submitted({ mentors: true, helpsWith: [n % 2 === 0 ? 'Indexes' : 'Databases'] })
    await given.saveProfile({ workspace, actor: memberId(one), profile })
  }

  const sent: Sent[] = []
  const later: Sent[] = []

  const ask = async ({ to, message, others }: Extract<RerouteStep, { do: 'ask' }>) => {
    const metadata = { kind: 'session_request' as const, to: memberId(to), answers: null, contextUrl: null }
    const ticked = others ? [{ value: 'others' }] : []
    await submit(callbackIds.sendModal, {
      ...{ id: `V${clock.now()}`, type: 'modal', hash: '' },
      private_metadata: sendMetadata.encode(metadata),
      state: {
        values: {
          [blockIds.message]: { it: { value: message } },
          [blockIds.others]: { it: { selected_options: ticked } },
        },
      },
    })
    const [row] = await act(workspace, (tx) =>
      tx.rows('select id from requests where workspace_id = :workspace order by id desc limit 1'),
    )
    const request = { id: row?.id as RequestId, to, at: clock.now() }
    sent.push(request)
    return request
  }

  const dismiss = async ({ id, to }: Sent) => {
    const done = await given.dismiss({ ...by(to), target: { request: id } })
    if (done.outcome !== 'dismissed') return
    dismissed.add(id)
    if (inside) await leak.onDismissal?.(inside)
  }

  /** What the receiver does about it, which the sender may not see. */
  const answer = async (request: Sent, what: Answer): Promise<void> => {
    switch (what) {
      case 'dismisses':
        return dismiss(request)
      case 'dismisses later':
        later.push(request)
        return
      case 'pauses':
        await given.pause({ ...by(request.to), paused: true })
        await given.pause({ ...by(request.to), paused: false })
        return
      case 'looks at it':
        return given.openHome(by(request.to))
      case 'nothing':
        return
    }
  }

  const perform = async (step: RerouteStep): Promise<void> => {
    switch (step.do) {
      case 'ask': {
        const request = await ask(step)
        if (step.settles) await settle()
        clock.advance(MINUTE)
        if (isSecret) await answer(request, step.answer)
        return
      }
      case 'accept': {
        const request = sent[step.nth % Math.max(1, sent.length)]
        if (!request) return
        await given.book({
          ...{ ...asUsual, ...by(request.to), mentor: memberId(request.to), mentee: memberId(OBSERVED) },
          ...{ startsAt: Date.UTC(2027, 0, 5, 9 + step.time), topic: '', origin: null, confirmed: true },
          intent: fresh(),
        })
        return
      }
      case 'withdraw': {
        const request = sent[step.nth % Math.max(1, sent.length)]
        if (!request) return
        const withdrawn = await given.withdraw({ ...by(OBSERVED), request: request.id })
        write('answers', { withdrawn: withdrawn.outcome })
        return
      }
      case 'look':
        return step.at === 'home' ? given.openHome(by(OBSERVED)) : command(step.at)
      case 'wait':
        clock.advance(step.hours * HOUR)
        for (const request of later.splice(0)) await dismiss(request)
    }
  }

  for (const step of history) {
    clock.advance(MINUTE)
    await perform(step)
    if (step.settles) await settle()
  }
  // Five working days after each request, and a minute before.
  const moments = sent.flatMap(({ at }) => [at + WEEK - MINUTE, at + WEEK])
  for (const moment of [...new Set(moments)].sort((a, b) => a - b)) {
    if (moment < clock.now()) continue
    clock.set(moment)
    await settle()
  }
  clock.advance(4 * 24 * HOUR)
  await given.openHome(by(OBSERVED))
  await settle()
  await command('requests')
  await stage.myData()
  return stage.lines()
}

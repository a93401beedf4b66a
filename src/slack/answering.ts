import type { Log } from '../app/log.ts'
import type { MemberId, ReceiptKey, WorkspaceId } from '../domain/ids.ts'
import type { ModalTurn } from '../service/receipts.ts'
import type { Services } from '../service/services.ts'
import { apologise } from './apologise.ts'
import type { Background } from './background.ts'
import type { Reply, SlackParts } from './reply.ts'

/** The client depends on the payload's workspace. */
export type AnsweringParts = Omit<SlackParts, 'client'> & {
  services: Services
  background: Background
  log: Log
}

/** How a payload is answered: `broken` replaces a reply that could not be made, `inPlace` one that Slack refused. */
type Way<Ack> = {
  ack(body?: Ack): Promise<unknown>
  actor: MemberId
  broken?(): Reply<Ack>
  inPlace?: (() => Promise<unknown>) | undefined
}

type In = { workspace: WorkspaceId; client: SlackParts['client'] }

/** Answers payloads, each once. */
export const answering = (parts: AnsweringParts) => {
  const { services, background, log } = parts
  const { receipts } = services

  /** Acknowledges, then calls Slack; if that fails, tells the person as soon as possible. */
  const reply = async <Ack>(
    workspace: WorkspaceId,
    { ack: body, afterwards }: Reply<Ack>,
    { ack, actor, inPlace }: Way<Ack>,
  ) => {
    await ack(body)
    if (!afterwards) return
    background.run(async () => {
      try {
        await afterwards()
      } catch (error) {
        log.error({ err: error }, 'Slack did not accept an answer')
        await apologise(error, { inPlace, later: () => services.unanswered({ workspace, actor }) })
      }
    })
  }

  /**
   * Answers one payload. A repeat of it gets the first one's answer, and nothing else happens; one that broke leaves no
   * answer, so that its repeat tries again. Whether it is a repeat is not checked beforehand: hardly any is, `act` guards
   * acts, and of two answers only the first is given.
   */
  return async <Ack>(
    { workspace, client }: In,
    key: ReceiptKey,
    handle: (parts: SlackParts) => Promise<Reply<Ack>>,
    way: Way<Ack>,
    turn?: ModalTurn,
  ): Promise<unknown> => {
    let given: Reply<Ack>
    try {
      given = await handle({ ...parts, client, services: services.onceFor(key) })
    } catch (error) {
      const meanwhile = await receipts.answerTo<Ack>(workspace, key).catch(() => undefined)
      if (meanwhile) return way.ack(meanwhile.ack)
      if (!way.broken) throw error
      log.error({ err: error }, 'a command or press failed')
      return reply(workspace, way.broken(), way)
    }
    // A bare acknowledgement needs no answer kept: a repeat finds the act's outcome and gets the same.
    if (given.ack === undefined && !given.afterwards) return way.ack()
    const first = await receipts
      .keepFirstAnswer(workspace, key, given.ack === undefined ? {} : { ack: given.ack }, turn)
      .catch((error: unknown) => {
        // The work is done: better to answer twice than not at all.
        log.error({ err: error }, 'an answer could not be kept')
        return { isFirst: true, answer: given }
      })
    return first.isFirst ? reply(workspace, given, way) : way.ack(first.answer.ack)
  }
}

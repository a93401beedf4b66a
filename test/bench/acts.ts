import {
  type Intent,
  intent,
  memberId,
  type ReceiptKey,
  receiptKey,
  requestId,
  workspaceId,
} from '../../src/domain/ids.ts'
import type { UseCases } from '../../src/service/services.ts'
import { asUsual } from '../support/as-usual.ts'
import { FATES, FIRST, type Name, NOW, names, WORKSPACES } from './dataset.ts'
import { evaluate, type Formulas } from './formulas.ts'

/** An act that can be repeated, each time on other rows, which its number determines. */
export type Act = {
  name: string
  formulas: Formulas
  /** What the numbers are called in statements and their values. */
  names: Readonly<Record<string, Name>>
  /** @returns what came of it */
  run(useCases: UseCases, subject: Subject): Promise<{ outcome: string }>
  outcome: string
  /** How often it has had its effect. */
  count: string
}

const SECOND = 1_000
/** Ids that one act makes. */
const MOST_IDS = 16

const idNames = Array.from({ length: MOST_IDS }, (_, j) => `id${j}`)

/** An act's new ids are its own: no other act has its number, and no other kind its prefix. */
const fresh: Formulas = Object.fromEntries(
  idNames.map((name, j) => [name, `${FIRST.row} + :act * ${MOST_IDS} + ${j}`]),
)

const freshNames = (kind: number): Readonly<Record<string, Name>> => ({
  ...Object.fromEntries(
    idNames.map((name) => [name, { prefix: `01a0000${kind}-0000-7000-8000-`, number: name }]),
  ),
  intent: { prefix: `bench intent ${kind} `, number: 'id0' },
  receipt: { prefix: `bench receipt ${kind} `, number: 'id0' },
})

/** The act-th request of one fate: spread over the table, and never the same twice, since there are `size` / 10. */
const requestOf = (fate: number): Formulas => ({
  q: ':act * 7919 % (:size / 10)',
  k: `:q / ${WORKSPACES} * 10 + ${fate}`,
  workspace: `${FIRST.workspace} + :q % ${WORKSPACES}`,
  row: `${FIRST.row} + :k * ${WORKSPACES} + :q % ${WORKSPACES}`,
  sent: `${FIRST.sentAt} + :k * ${WORKSPACES} + :q % ${WORKSPACES}`,
  round: ':k / 1000',
  sender: `${FIRST.member} + 2 * (:k % 1000)`,
  receiver: `${FIRST.member} + 2 * ((7 * (:k % 1000) + 13 * :round + 3) % 1000) + 1`,
})

/** Half hours from nine to five, from the Monday after next, as in the default availability. */
const slotOfRound: Formulas = {
  day: ':round / 16',
  start: `${Date.UTC(2026, 10, 30, 9) / SECOND} + 86400 * (:day / 5 * 7 + :day % 5) + 1800 * (:round % 16)`,
  end: ':start + 1800',
}

export const dismiss: Act = {
  name: 'dismiss',
  formulas: { ...requestOf(FATES.dismissible), ...fresh },
  names: { ...names, ...freshNames(1), sentAt: { prefix: '', number: 'sent' } },
  run: (useCases, { workspace, receiver, request }) =>
    useCases.dismiss({ workspace, actor: receiver, target: { request } }),
  outcome: 'dismissed',
  count: `select count(*)::int from requests where status = 'dismissed'`,
}

export const accept: Act = {
  name: 'accept by booking',
  formulas: { ...requestOf(FATES.bookable), ...slotOfRound, ...fresh },
  names: {
    ...names,
    ...freshNames(2),
    sentAt: { prefix: '', number: 'sent' },
    startsAt: { prefix: '', number: 'start' },
    endsAt: { prefix: '', number: 'end' },
  },
  run: (useCases, { workspace, sender, receiver, request, intent, startsAt }) =>
    useCases.book({
      ...asUsual,
      workspace,
      actor: receiver,
      mentor: sender,
      mentee: receiver,
      startsAt,
      topic: '',
      intent,
      origin: request,
      confirmed: false,
    }),
  outcome: 'booked',
  count: 'select count(*)::int from sessions',
}

/** New offers go the opposite way to the seeded ones, from odd members to even ones, so that each begins a card. */
export const create: Act = {
  name: 'create',
  formulas: {
    workspace: `${FIRST.workspace} + :act % ${WORKSPACES}`,
    b: `:act / ${WORKSPACES}`,
    sender: `${FIRST.member} + 2 * (:b % 1000) + 1`,
    receiver: `${FIRST.member} + 2 * ((7 * (:b % 1000) + 13 * (:b / 1000) + 3) % 1000)`,
    ...fresh,
  },
  names: { workspace: names.workspace, sender: names.sender, receiver: names.receiver, ...freshNames(3) },
  run: (useCases, { workspace, sender, receiver, intent }) =>
    useCases.send({
      workspace,
      actor: sender,
      kind: 'offer',
      to: receiver,
      message: 'I can help you with your first talk.',
      contextUrl: null,
      intent,
      answers: null,
      others: true,
    }),
  outcome: 'sent',
  count: 'select count(*)::int from requests',
}

export type Subject = ReturnType<typeof subjectOf>

/** What the act with this number is about. */
export const subjectOf = (act: Pick<Act, 'formulas' | 'names'>, number: number, size: number) => {
  const numbers = evaluate(act.formulas, { act: number, size })
  const texts: Record<string, string> = {}
  for (const [key, { prefix, number: name }] of Object.entries(act.names))
    texts[key] = `${prefix}${numbers[name]}`
  const text = (key: string) => texts[key] ?? ''
  return {
    workspace: workspaceId(text('workspace')),
    sender: memberId(text('sender')),
    receiver: memberId(text('receiver')),
    request: requestId(text('request')),
    intent: intent(text('intent')) satisfies Intent,
    receipt: receiptKey(text('receipt')) satisfies ReceiptKey,
    startsAt: (numbers.start ?? 0) * SECOND,
    ids: idNames.map(text),
    numbers,
    texts,
  }
}

/** The bench's time stands still: only speed is measured, not anything that depends on the date. */
export const clock = { now: () => NOW }

import * as v from 'valibot'
import { memberId } from '../../../src/domain/ids.ts'
import type { Notice } from '../../../src/domain/notices.ts'
import type { From, Page } from '../../../src/domain/page.ts'
import type { RequestCursor } from '../../../src/domain/requests/lists.ts'
import { parseNotice } from '../../../src/store/parse-notice.ts'
import { receivedPage, sentPage } from '../../../src/store/reads/request-lists.ts'
import type { Tx } from '../../../src/store/sql/tx.ts'
import type { Kind, LifecycleModel, Name } from './lifecycle-model.ts'
import type { Real } from './lifecycle-real.ts'

/** All requests and sessions, one line each, so that a difference is easy to read. */
export type Picture = { requests: readonly string[]; sessions: readonly string[] }

const line = (...parts: (string | number | boolean | null)[]) => parts.join(' ')

export const pictureOf = (model: LifecycleModel): Picture => ({
  requests: model.requests.map((r) =>
    line(r.kind, r.from, r.to, `card ${r.card}`, r.number, r.status, r.withdrawn, r.acceptedBy),
  ),
  sessions: model.sessions.map((s) => {
    const [state, taken] = s.cancelled ? (['cancelled', 0] as const) : (['scheduled', 2] as const)
    return line(s.mentor, s.mentee, s.at, s.bookedBy, state, taken)
  }),
})

const text = v.nullable(v.string())
const readable = (raw: unknown): Notice => {
  const parsed = parseNotice(raw)
  if ('unreadable' in parsed) throw new Error(parsed.unreadable)
  return parsed.notice
}
const row = {
  request: v.object({
    id: v.string(),
    kind: v.string(),
    sender_id: v.string(),
    receiver_id: v.string(),
    card_id: v.string(),
    number: v.number(),
    status: v.string(),
    withdrawn_at: text,
    accepted_session_id: text,
    accepted_request_id: text,
  }),
  session: v.object({ id: v.string(), starts_at: v.string(), booked_by: v.string(), status: v.string() }),
  side: v.object({ session_id: v.string(), member_id: v.string(), role: v.string(), active: v.boolean() }),
}
const found = v.object({
  requests: v.array(row.request),
  sessions: v.array(row.session),
  sides: v.array(row.side),
  told: v.array(v.object({ position: v.number(), notice: v.pipe(v.unknown(), v.transform(readable)) })),
})

const everything = /* sql */ `
  with told as (delete from deliveries where workspace_id = :workspace returning position, notice)
  select
    (select coalesce(json_agg(t), '[]') from told t) as told,
    (select coalesce(json_agg(r), '[]') from requests r where workspace_id = :workspace) as requests,
    (select coalesce(json_agg(s), '[]') from sessions s where workspace_id = :workspace) as sessions,
    (select coalesce(json_agg(m), '[]') from session_members m where workspace_id = :workspace) as sides`

/** What the database holds, and the notices written since the last look. */
export const look = async (
  tx: Tx,
  { ids }: Pick<Real, 'ids'>,
): Promise<{ picture: Picture; told: Notice[] }> => {
  const [answer] = await tx.rows(everything)
  const { requests, sessions, sides, told } = v.parse(found, answer)
  const place = (known: readonly string[], id: string | null) => (id === null ? null : known.indexOf(id))
  const inOrder = <T extends { id: string }>(rows: readonly T[]) =>
    [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    told: told.map(({ notice }) => notice),
    picture: {
      requests: inOrder(requests).map((r) => {
        const [session, asked] = [r.accepted_session_id, r.accepted_request_id]
        const by = session
          ? `session ${place(ids.sessions, session)}`
          : `request ${place(ids.requests, asked)}`
        const card = `card ${place(ids.cards, r.card_id)}`
        const withdrawn = r.withdrawn_at !== null
        return line(
          r.kind,
          r.sender_id,
          r.receiver_id,
          card,
          r.number,
          r.status,
          withdrawn,
          session || asked ? by : null,
        )
      }),
      sessions: inOrder(sessions).map((s) => {
        const own = sides.filter(({ session_id }) => session_id === s.id)
        const side = (role: string) => own.find((one) => one.role === role)?.member_id ?? null
        const taken = own.filter(({ active }) => active).length
        return line(side('mentor'), side('mentee'), Date.parse(s.starts_at), s.booked_by, s.status, taken)
      }),
    },
  }
}

type Side = 'received' | 'sent'
export type List = `${Name} ${Side}`
const split = (list: List) => list.split(' ') as [Name, Side]
export type Narrowed = { kind: Kind | null; state: 'pending' | 'dismissed' | 'accepted' | 'withdrawn' | null }

type Line = { request: { id: string }; state: string }

const pageOf = (tx: Tx, list: List, { kind, state }: Narrowed, from: From<RequestCursor>, size: number) => {
  const [member, side] = split(list)
  const reader = memberId(member)
  if (side === 'received')
    return receivedPage(tx, reader, { extent: 'all', filter: { kind, state } }, from, size)
  if (state === 'dismissed') throw new Error('a sender has no dismissed requests')
  return sentPage(tx, reader, { extent: 'all', filter: { kind, state } }, from, size)
}

/** The whole list, page by page to its end, and from there page by page back to its beginning. */
export const walk = async (tx: Tx, list: List, filter: Narrowed, size: number, back: boolean) => {
  const forth: Page<Line, RequestCursor>[] = [await pageOf(tx, list, filter, null, size)]
  for (let last = forth[0]; last?.next; last = forth.at(-1)) {
    forth.push(await pageOf(tx, list, filter, { after: last.next }, size))
  }
  const pages = forth.map(({ items }) => items.map(({ request: { id }, state }) => ({ id, state })))
  if (!back) return { forth: pages, back: undefined }
  const backwards = forth.slice(-1)
  for (let first = backwards[0]; first?.previous; first = backwards[0]) {
    backwards.unshift(await pageOf(tx, list, filter, { before: first.previous }, size))
  }
  return {
    forth: pages,
    back: backwards.map(({ items }) => items.map(({ request: { id }, state }) => ({ id, state }))),
  }
}

/** The pages by the model. */
export const pagesOf = (
  model: LifecycleModel,
  { ids }: Pick<Real, 'ids'>,
  list: List,
  { kind, state }: Narrowed,
  size: number,
) => {
  const [member, side] = split(list)
  const lines = model
    .list(side, member)
    .filter(
      (line) => (kind === null || line.request.kind === kind) && (state === null || line.state === state),
    )
    .map((line) => ({ id: ids.requests[line.index], state: line.state }))
  const pages = Array.from({ length: Math.ceil(lines.length / size) }, (_, page) =>
    lines.slice(page * size, (page + 1) * size),
  )
  return pages.length === 0 ? [[]] : pages
}

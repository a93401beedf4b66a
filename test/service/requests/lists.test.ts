import { expect, it } from 'vitest'
import { requestId } from '../../../src/domain/ids.ts'
import type { Page as AnyPage } from '../../../src/domain/page.ts'
import type { RequestCursor } from '../../../src/domain/requests/lists.ts'
import { countsOf, narrowed } from '../../../src/store/reads/request-counts.ts'
import { receivedPage, sentPage } from '../../../src/store/reads/request-lists.ts'
import { anna, ben, cleo, dora, type Scene, scene } from '../scene.ts'

const all = { extent: 'all', filter: { kind: null, state: null } } as const

/** 500 requests to Ben, by three senders in turn; every third dismissed, every seventh accepted, every eleventh withdrawn. */
const manyReceived = async ({ parts, workspace }: Scene) => {
  const senders = [anna, cleo, dora]
  const numbers = Array.from({ length: 500 }, (_, index) => index)
  const requests = numbers.map((index) => ({
    id: requestId(`r${String(index).padStart(4, '0')}`),
    sender: senders[index % 3] ?? anna,
    kind: index % 2 === 0 ? ('offer' as const) : ('session_request' as const),
    state:
      index % 11 === 0
        ? 'withdrawn'
        : index % 7 === 0
          ? 'accepted'
          : index % 3 === 0
            ? 'dismissed'
            : 'pending',
  }))
  await parts.inWorkspace(workspace, async (tx) => {
    await tx.rows(
      `insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
       values (:workspace, 's', now(), now() + interval '1 hour', '', '', 's', :ben, now())`,
      { ben },
    )
    await tx.rows(
      `insert into cards (workspace_id, id, sender_id, receiver_id, kind)
       select :workspace, r.id, r.sender, :ben, r.kind
       from jsonb_to_recordset(cast(:requests as jsonb)) r (id text, sender text, kind text)`,
      { ben, requests: JSON.stringify(requests) },
    )
    await tx.rows(
      /* sql */ `
      insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, status,
        sent_at, withdrawn_at, accepted_at, accepted_session_id)
      select :workspace, r.id, r.id, 1, r.kind, r.sender, :ben, '', r.id,
        case when r.state = 'withdrawn' then 'pending' else r.state end, now(),
        case when r.state = 'withdrawn' then now() end,
        case when r.state = 'accepted' then now() end, case when r.state = 'accepted' then 's' end
      from jsonb_to_recordset(cast(:requests as jsonb)) r (id text, sender text, kind text, state text)`,
      { ben, requests: JSON.stringify(requests) },
    )
  })
  return requests
}

type Page<Item> = AnyPage<Item, RequestCursor>
type Line = { request: { id: string }; state: string }
type Read = (from: Parameters<typeof receivedPage>[3]) => Promise<Page<Line>>

const forth = async (read: Read) => {
  const pages = [await read(null)]
  for (let last = pages[0]; last?.next; last = pages.at(-1)) pages.push(await read({ after: last.next }))
  return pages
}

const back = async (read: Read, from: Page<Line> | undefined) => {
  const pages = from ? [from] : []
  for (let first = pages[0]; first?.previous; first = pages[0])
    pages.unshift(await read({ before: first.previous }))
  return pages
}

const ids = (pages: readonly Page<Line>[]) => pages.map(({ items }) => items.map(({ request }) => request.id))

it('a receiver with 500 requests reads them all, in order, page by page, there and back', async () => {
  const here = await scene()
  const requests = await manyReceived(here)
  const order = ['pending', 'dismissed', 'accepted', 'withdrawn']
  const newestFirst = [...requests].reverse()
  const wanted = order.flatMap((state) => newestFirst.filter((request) => request.state === state))
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    const pages = await forth((from) => receivedPage(tx, ben, all, from, 7))
    expect(ids(pages).flat()).toEqual(wanted.map(({ id }) => id))
    expect(pages.flatMap(({ items }) => items.map(({ state }) => state))).toEqual(
      wanted.map(({ state }) => state),
    )
    expect(pages.slice(0, -1).every(({ items }) => items.length === 7)).toBe(true)
    expect(pages).toHaveLength(72)
    expect(pages[0]?.previous).toBeNull()
    const backwards = await back((from) => receivedPage(tx, ben, all, from, 7), pages.at(-1))
    expect(ids(backwards)).toEqual(ids(pages))

    const looked = { ...all, filter: { kind: 'offer', state: 'dismissed' } } as const
    const dismissed = await forth((from) => receivedPage(tx, ben, looked, from, 6))
    expect(ids(dismissed).flat()).toEqual(
      wanted.filter(({ kind, state }) => kind === 'offer' && state === 'dismissed').map(({ id }) => id),
    )
  })
})

it('a receiver reads what one sender asks and is still open, page by page, there and back', async () => {
  const here = await scene()
  const newestFirst = [...(await manyReceived(here))].reverse()
  const of = (kinds: readonly string[]) =>
    ['pending', 'dismissed'].flatMap((state) =>
      newestFirst
        .filter((one) => one.sender === cleo && one.state === state && kinds.includes(one.kind))
        .map(({ id }) => id),
    )
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    for (const [kind, wanted] of [
      [null, of(['offer', 'session_request'])],
      ['offer', of(['offer'])],
    ] as const) {
      const cleos = { ...all, filter: { kind, state: null, sender: cleo } }
      const pages = await forth((from) => receivedPage(tx, ben, cleos, from, 6))
      expect(ids(pages).flat()).toEqual(wanted)
      expect(ids(await back((from) => receivedPage(tx, ben, cleos, from, 6), pages.at(-1)))).toEqual(
        ids(pages),
      )
      expect(await narrowed(tx, 'received', ben, { ...cleos, extent: 'open' }, 1000)).toMatchObject({
        shown: wanted.length,
      })
    }
    const nobodys = { ...all, filter: { kind: null, state: null, sender: ben } }
    expect((await receivedPage(tx, ben, nobodys, null, 6)).items).toEqual([])
  })
})

it('a sender reads dismissed requests among the pending ones, in the order in which they were sent', async () => {
  const here = await scene()
  const requests = await manyReceived(here)
  const seen = [...requests]
    .reverse()
    .filter(({ sender }) => sender === anna)
    .map(({ id, state }) => ({ id, state: state === 'dismissed' ? 'pending' : state }))
  const wanted = ['pending', 'accepted', 'withdrawn'].flatMap((state) =>
    seen.filter((one) => one.state === state),
  )
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    const pages = await forth((from) => sentPage(tx, anna, all, from, 8))
    expect(pages.flatMap(({ items }) => items.map(({ request: { id }, state }) => ({ id, state })))).toEqual(
      wanted,
    )
    expect(ids(await back((from) => sentPage(tx, anna, all, from, 8), pages.at(-1)))).toEqual(ids(pages))
    const pending = await forth((from) =>
      sentPage(tx, anna, { ...all, filter: { kind: null, state: 'pending' } }, from, 8),
    )
    expect(ids(pending).flat()).toEqual(wanted.filter(({ state }) => state === 'pending').map(({ id }) => id))
  })
})

it('what is open and what is closed make up a list, and a sender’s dismissed requests are open', async () => {
  const here = await scene()
  const requests = [...(await manyReceived(here))].reverse()
  const of = (...states: string[]) =>
    states.flatMap((state) => requests.filter((one) => one.state === state).map(({ id }) => id))
  const open = { ...all, extent: 'open' } as const
  const closed = { ...all, extent: 'closed' } as const
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    const read = async (
      side: typeof receivedPage | typeof sentPage,
      who: typeof anna,
      look: typeof open | typeof closed,
    ) => {
      const pages = await forth((from) => side(tx, who, look, from, 7))
      expect(ids(await back((from) => side(tx, who, look, from, 7), pages.at(-1)))).toEqual(ids(pages))
      return ids(pages).flat()
    }
    expect(await read(receivedPage, ben, open)).toEqual(of('pending', 'dismissed'))
    expect(await read(receivedPage, ben, closed)).toEqual(of('accepted', 'withdrawn'))
    const own = requests.filter(({ sender }) => sender === anna)
    expect(await read(sentPage, anna, open)).toEqual(
      own.filter(({ state }) => state === 'pending' || state === 'dismissed').map(({ id }) => id),
    )
    expect(await read(sentPage, anna, closed)).toEqual(
      ['accepted', 'withdrawn'].flatMap((state) =>
        own.filter((one) => one.state === state).map(({ id }) => id),
      ),
    )
  })
})

it('what waits is counted up to a limit, and a dismissal changes nothing for its sender', async () => {
  const here = await scene()
  const counts = (who: typeof anna, most = 100) =>
    here.parts.inWorkspace(here.workspace, (tx) => countsOf(tx, who, most))
  expect(await counts(anna)).toEqual({ pending: 0, waiting: 0, history: { received: false, sent: false } })
  const [first, , last] = [
    await here.offer(anna, ben),
    await here.offer(anna, ben),
    await here.offer(anna, ben),
  ]
  const before = await counts(anna)
  expect(before).toEqual({ pending: 0, waiting: 3, history: { received: false, sent: false } })
  expect(await counts(ben, 2)).toMatchObject({ pending: 2, waiting: 0 })
  await here.dismiss(ben, first.id)
  expect(await counts(anna)).toEqual(before)
  expect(await counts(ben)).toEqual({ pending: 2, waiting: 0, history: { received: false, sent: false } })
  await here.withdraw(anna, last.id)
  expect(await counts(anna)).toEqual({ pending: 0, waiting: 2, history: { received: false, sent: true } })
  expect(await counts(ben)).toEqual({ pending: 1, waiting: 0, history: { received: true, sent: false } })
})

it('a page goes on from its place even if the request there has moved, and new requests do not shift it', async () => {
  const here = await scene()
  const sent = [
    await here.offer(anna, ben),
    await here.offer(anna, ben),
    await here.offer(anna, ben),
    await here.offer(anna, ben),
  ]
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    const top = await receivedPage(tx, ben, all, null, 2)
    expect(ids([top])).toEqual([[sent[3]?.id, sent[2]?.id]])
  })
  const top = await here.parts.inWorkspace(here.workspace, (tx) => receivedPage(tx, ben, all, null, 2))
  const last = sent[2]
  if (!top.next || !last) throw new Error('there is no second page')
  await here.dismiss(ben, last.id)
  await here.offer(anna, ben)
  const place = { after: top.next }
  const second = await here.parts.inWorkspace(here.workspace, (tx) => receivedPage(tx, ben, all, place, 2))
  expect(ids([second])).toEqual([[sent[1]?.id, sent[0]?.id]])
})

it('nobody else reads any of them', async () => {
  const here = await scene()
  await here.offer(anna, ben)
  await here.parts.inWorkspace(here.workspace, async (tx) => {
    for (const page of [
      await receivedPage(tx, anna, all, null, 5),
      await sentPage(tx, ben, all, null, 5),
      await receivedPage(tx, cleo, all, null, 5),
      await sentPage(tx, cleo, all, null, 5),
    ]) {
      expect(page).toEqual({ items: [], previous: null, next: null })
    }
  })
})

/** The process that gives out feeds, the same calendar under every address; some of them never answer. */
import { createServer } from 'node:http'
import { calendar } from './given-feed.ts'

/** `oneHangsOf`: of so many addresses, by their numbers, one never answers. */
export type FeedOrders = { oneHangsOf: number }
/** Since it was asked last: how many fetches, of how many addresses, and the most of one address. */
export type FeedsGiven = { fetches: number; addresses: number; mostOfOne: number }

const { oneHangsOf }: FeedOrders = JSON.parse(process.argv[2] ?? '{}')

const asked = new Map<string, number>()
const server = createServer(({ url = '' }, response) => {
  asked.set(url, (asked.get(url) ?? 0) + 1)
  if (Number(/\d+/.exec(url)?.[0]) % oneHangsOf !== 0)
    response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendar)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(`http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`)
})
process.on('message', () => {
  const counts = [...asked.values()]
  const fetches = counts.reduce((sum, count) => sum + count, 0)
  asked.clear()
  process.send?.({
    fetches,
    addresses: counts.length,
    mostOfOne: Math.max(0, ...counts),
  } satisfies FeedsGiven)
})
process.on('disconnect', () => process.exit(0))

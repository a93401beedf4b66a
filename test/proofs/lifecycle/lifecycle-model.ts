/**
 * The lifecycle and booking as the spec says them (1-lifecycle, 3-booking), in memory and without ids, locks or pages.
 * It shares nothing with src/: if the two differ, one of them has misread the spec.
 */
export type Name = 'A' | 'B' | 'C' | 'D'
export type Kind = 'offer' | 'session_request'
export type Role = 'mentor' | 'mentee'
export type Asked = {
  kind: Kind
  from: Name
  to: Name
  intent: string
  /** Which message in the receiver's DM shows it, and its number there. */
  card: number
  number: number
  status: 'pending' | 'dismissed' | 'accepted'
  withdrawn: boolean
  /** `session 3`, `request 2` */
  acceptedBy: string | null
}
export type Meeting = {
  mentor: Name
  mentee: Name
  at: number
  bookedBy: Name
  intent: string
  cancelled: boolean
}
/** A time that members try, and what holds for it with a mentor on UTC office hours and half-hour sessions. */
export type Time = { at: number; slot: 'on' | 'outside_hours' | 'off_grid'; waking: boolean }
export type Booking = {
  actor: Name
  role: Role
  other: Name
  time: Time
  origin: number | null
  confirmed: boolean
  intent: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const lifecycleModel = (start: number) => {
  const requests: Asked[] = []
  const sessions: Meeting[] = []
  const clock = { now: start }

  const isOpen = (request: Asked) => request.status !== 'accepted' && !request.withdrawn
  /** It was withdrawn, but others on its card are open: booking from it accepts those. */
  const isSucceeded = (request: Asked) =>
    request.withdrawn && openOf(request.kind, request.from, request.to).length > 0
  const closed = (request: Asked) => (request.withdrawn ? 'refused: withdrawn' : 'refused: accepted')
  const openOf = (kind: Kind, from: Name, to: Name) =>
    requests.filter((r) => r.kind === kind && r.from === from && r.to === to && isOpen(r))
  const accept = (group: readonly Asked[], acceptedBy: string) => {
    for (const request of group) Object.assign(request, { status: 'accepted', acceptedBy })
    return group.length
  }

  const send = (
    sending: Pick<Asked, 'kind' | 'from' | 'to' | 'intent'>,
    answers: number | null = null,
  ): string => {
    const { kind, from, to, intent } = sending
    const before = requests.findIndex((request) => request.intent === intent)
    if (before >= 0) {
      const answered = requests.filter((request) => request.acceptedBy === `request ${before}`)
      return requests[before]?.from === from ? `unchanged, ${answered.length} answered` : 'refused: not_found'
    }
    if (answers !== null) {
      const origin = requests[answers]
      if (origin?.to !== from || origin.from !== to) return 'refused: not_found'
      if (origin.kind === 'session_request' && isOpen(origin)) return 'refused: needs_booking'
      if (!isOpen(origin) && (origin.kind === 'session_request' || !isSucceeded(origin)))
        return closed(origin)
    }
    const [open] = openOf(kind, from, to)
    const card = open?.card ?? new Set(requests.map((request) => request.card)).size
    const number = requests.filter((request) => request.card === card).length + 1
    const offers = kind === 'session_request' ? openOf('offer', to, from) : []
    const fresh = { status: 'pending', withdrawn: false, acceptedBy: null } as const
    requests.push({ kind, from, to, intent, card, number, ...fresh })
    return `sent, ${accept(offers, `request ${requests.length - 1}`)} answered`
  }

  /** Dismisses the pending requests that the receiver was looking at: one, or those that a card showed. */
  const dismiss = (actor: Name, shown: readonly Asked[]): string => {
    const latest = shown.at(-1)
    if (latest?.to !== actor) return 'refused: not_found'
    const pending = shown.filter((request) => isOpen(request) && request.status === 'pending')
    for (const request of pending) request.status = 'dismissed'
    if (pending.length > 0) return `dismissed ${pending.length}`
    return shown.some(isOpen) ? 'unchanged' : closed(latest)
  }

  const withdraw = (actor: Name, request: Asked | undefined): string => {
    if (request?.from !== actor) return 'refused: not_found'
    if (request.withdrawn) return 'unchanged'
    if (request.status === 'accepted') return 'refused: accepted'
    request.withdrawn = true
    return 'withdrawn'
  }

  const isBusy = (member: Name, { at }: Time) =>
    sessions.some(
      (s) => !s.cancelled && (s.mentor === member || s.mentee === member) && Math.abs(s.at - at) < HOUR / 2,
    )
  const untimely = (role: Role, { at, slot }: Time) => {
    if (at <= clock.now) return 'past'
    if (role === 'mentor') return at > clock.now + 366 * DAY ? 'too_far' : undefined
    if (at < clock.now + 12 * HOUR) return 'too_soon'
    if (at > clock.now + 28 * DAY) return 'beyond_horizon'
    return slot === 'on' ? undefined : slot
  }

  const book = ({ actor, role, other, time, origin, confirmed, intent }: Booking): string => {
    const [mentor, mentee] = role === 'mentor' ? [actor, other] : [other, actor]
    const kind = role === 'mentor' ? 'session_request' : 'offer'
    const before = sessions.find((session) => session.intent === intent)
    if (before) return before.bookedBy === actor ? 'unchanged' : 'refused: not_found'
    const isSame = (s: Meeting) => s.mentor === mentor && s.mentee === mentee && s.at === time.at
    if (sessions.some((session) => isSame(session) && !session.cancelled)) return 'unchanged'
    if (origin !== null) {
      const request = requests[origin]
      if (request?.kind !== kind || request.from !== other || request.to !== actor) {
        return 'refused: not_found'
      }
      if (!isOpen(request) && !isSucceeded(request)) return closed(request)
    }
    const busy = isBusy(mentor, time) ? 'mentor_busy' : isBusy(mentee, time) ? 'mentee_busy' : undefined
    const problem = untimely(role, time) ?? busy
    if (problem) return `unavailable: ${problem}`
    if (role === 'mentor' && !time.waking && !confirmed) return 'confirm'
    sessions.push({ mentor, mentee, at: time.at, bookedBy: actor, intent, cancelled: false })
    return `booked, ${accept(openOf(kind, other, actor), `session ${sessions.length - 1}`)} settled`
  }

  const cancel = (actor: Name, session: Meeting | undefined): string => {
    if (!session || (session.mentor !== actor && session.mentee !== actor)) return 'refused: not_found'
    if (session.cancelled) return 'unchanged'
    if (session.at <= clock.now) return 'refused: begun'
    session.cancelled = true
    return 'cancelled'
  }

  return { clock, requests, sessions, send, dismiss, withdraw, book, cancel, list }

  /** Open ones first, newest first. To its sender a dismissed request looks pending, in state and place. */
  function list(side: 'received' | 'sent', member: Name) {
    const order = ['pending', 'dismissed', 'accepted', 'withdrawn']
    return requests
      .map((request, index) => {
        const status = side === 'sent' && request.status === 'dismissed' ? 'pending' : request.status
        return { index, request, state: request.withdrawn ? 'withdrawn' : status }
      })
      .filter(({ request }) => (side === 'sent' ? request.from : request.to) === member)
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.index - a.index)
  }
}

export type LifecycleModel = ReturnType<typeof lifecycleModel>

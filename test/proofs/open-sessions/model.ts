/** What open sessions should be, in the plainest words: lists of names. It shares nothing with `src/`. */
export type Name = string

export type Place = { name: Name; passedOver: boolean }

export type ModelSession = {
  mentor: Name
  /** Sessions in the same slot take the same time; those in different ones never meet. */
  slot: number
  seats: number
  seated: Name[]
  waiting: Place[]
  cancelled: boolean
}

export type Command =
  | { act: 'host'; mentor: Name; slot: number; seats: number }
  | { act: 'join' | 'leave'; who: Name; session: number }
  | { act: 'add'; who: Name; session: number }
  | { act: 'seats'; session: number; seats: number }
  | { act: 'cancel'; session: number }
  | { act: 'book'; mentor: Name; who: Name; slot: number }
  | { act: 'deactivate'; who: Name }

export const openSessionsModel = () => {
  const sessions: ModelSession[] = []
  const booked: { mentor: Name; who: Name; slot: number; cancelled: boolean }[] = []
  const gone = new Set<Name>()

  const isBusy = (who: Name, slot: number, except?: ModelSession) =>
    sessions.some(
      (one) =>
        one !== except &&
        !one.cancelled &&
        one.slot === slot &&
        (one.mentor === who || one.seated.includes(who)),
    ) || booked.some((one) => !one.cancelled && one.slot === slot && (one.mentor === who || one.who === who))

  const fill = (session: ModelSession) => {
    const waiting = session.waiting
    session.waiting = []
    for (const place of waiting) {
      if (session.seated.length >= session.seats) session.waiting.push(place)
      else if (isBusy(place.name, session.slot, session)) session.waiting.push({ ...place, passedOver: true })
      else session.seated.push(place.name)
    }
  }

  const without = (session: ModelSession, who: Name) => {
    session.seated = session.seated.filter((name) => name !== who)
    session.waiting = session.waiting.filter(({ name }) => name !== who)
  }

  const join = (session: ModelSession, who: Name): string => {
    if (session.mentor === who) return 'own'
    if (session.cancelled) return 'cancelled'
    if (session.seated.includes(who)) return 'unchanged'
    if (isBusy(who, session.slot, session)) return 'collides'
    fill(session)
    if (session.seated.includes(who)) return 'seated'
    if (session.waiting.some(({ name }) => name === who)) return 'waiting'
    if (session.seated.length < session.seats) {
      session.seated.push(who)
      return 'seated'
    }
    session.waiting.push({ name: who, passedOver: false })
    return 'waiting'
  }

  const add = (session: ModelSession, who: Name): string => {
    if (session.cancelled) return 'cancelled'
    if (session.mentor === who) return 'self'
    if (gone.has(who)) return 'deactivated'
    fill(session)
    if (session.seated.includes(who)) return 'unchanged'
    if (isBusy(who, session.slot, session)) return 'collides'
    if (session.seated.length >= session.seats) return 'full'
    without(session, who)
    session.seated.push(who)
    return 'added'
  }

  const leave = (session: ModelSession, who: Name): string => {
    if (session.cancelled) return 'cancelled'
    if (session.mentor === who) return 'not_found'
    if (![...session.seated, ...session.waiting.map(({ name }) => name)].includes(who)) return 'unchanged'
    without(session, who)
    fill(session)
    return 'left'
  }

  const changeSeats = (session: ModelSession, seats: number): string => {
    if (session.cancelled) return 'cancelled'
    if (seats === session.seats) return 'unchanged'
    if (seats < session.seated.length) return 'taken'
    session.seats = seats
    fill(session)
    return 'changed'
  }

  const book = (mentor: Name, who: Name, slot: number): string => {
    if (mentor === who) return 'self'
    const together =
      sessions.some(
        (one) => !one.cancelled && one.slot === slot && one.mentor === mentor && one.seated.includes(who),
      ) ||
      booked.some((one) => !one.cancelled && one.slot === slot && one.mentor === mentor && one.who === who)
    if (together) return 'unchanged'
    if (gone.has(who)) return 'deactivated'
    if (isBusy(mentor, slot) || isBusy(who, slot)) return 'unavailable'
    booked.push({ mentor, who, slot, cancelled: false })
    return 'booked'
  }

  const deactivate = (who: Name): string => {
    gone.add(who)
    for (const one of booked) if (one.mentor === who || one.who === who) one.cancelled = true
    for (const session of sessions) {
      if (session.mentor === who) session.cancelled = true
      if (!session.cancelled) without(session, who)
    }
    // The app looks after what became free, session by session.
    for (const session of sessions)
      if (!session.cancelled && session.waiting.some(({ passedOver }) => !passedOver)) fill(session)
    return 'gone'
  }

  /** Does it, and says in one word what came of it. */
  const does = (command: Command): string => {
    const actor =
      command.act === 'join' || command.act === 'leave'
        ? command.who
        : command.act === 'host' || command.act === 'book'
          ? command.mentor
          : command.act === 'deactivate'
            ? null
            : (sessions[command.session]?.mentor ?? null)
    if ('session' in command && !sessions[command.session]) return 'nothing'
    if (actor !== null && gone.has(actor)) return 'own_deactivated'
    if (command.act === 'deactivate') return deactivate(command.who)
    if (command.act === 'book') return book(command.mentor, command.who, command.slot)
    if (command.act === 'host') {
      const { mentor, slot, seats } = command
      if (isBusy(mentor, slot)) return 'collides'
      sessions.push({ mentor, slot, seats, seated: [], waiting: [], cancelled: false })
      return 'hosted'
    }
    const session = sessions[command.session]
    if (!session) return 'nothing'
    if (command.act === 'join') return join(session, command.who)
    if (command.act === 'leave') return leave(session, command.who)
    if (command.act === 'add') return add(session, command.who)
    if (command.act === 'seats') return changeSeats(session, command.seats)
    if (session.cancelled) return 'unchanged'
    session.cancelled = true
    return 'cancelled'
  }

  return { does, sessions }
}

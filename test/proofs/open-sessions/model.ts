/** What open sessions should be, in the plainest words: lists of names. It shares nothing with `src/`. */
export type Name = string

/** In milliseconds since the beginning. */
type Time = number

export type Seat = { name: Name; heldUntil: Time | null }
export type Place = { name: Name; passedOver: boolean }

export type ModelSession = {
  mentor: Name
  startsAt: Time
  seats: number
  seated: Seat[]
  waiting: Place[]
  /** Those who had a seat and have none. */
  gone: Set<Name>
  cancelled: boolean
}

export type Command =
  | { act: 'host'; mentor: Name; slot: number; seats: number }
  | { act: 'join' | 'leave'; who: Name; session: number }
  | { act: 'answer'; who: Name; session: number; yes: boolean }
  | { act: 'add'; who: Name; session: number }
  | { act: 'seats'; session: number; seats: number }
  | { act: 'move'; session: number; slot: number }
  | { act: 'cancel'; session: number }
  | { act: 'book'; mentor: Name; who: Name; slot: number }
  | { act: 'deactivate'; who: Name }
  /** Time goes by, and the app looks at what is due. */
  | { act: 'wait'; hours: number }

const HOUR = 3_600_000
/** Sessions take an hour, so that two meet only if they begin at the same time. Two of these are soon, two are later. */
export const SLOTS: readonly Time[] = [26 * HOUR, 29 * HOUR, 60 * HOUR, 63 * HOUR]
/** After somebody has left the workspace, the app has looked at all that there is to do within this time. */
export const LOOKED_WITHIN = HOUR / 3

const startOf = (slot: number): Time => SLOTS[slot] ?? 0

export const openSessionsModel = () => {
  const sessions: ModelSession[] = []
  const booked: { mentor: Name; who: Name; startsAt: Time; cancelled: boolean }[] = []
  const gone = new Set<Name>()
  let now: Time = 0
  /** Who gets a message, as `session name`. */
  let told: string[] = []

  const tell = (session: ModelSession, ...names: readonly Name[]) => {
    told.push(...names.map((name) => `${sessions.indexOf(session)} ${name}`))
  }
  const hasSeat = ({ seated }: ModelSession, who: Name) => seated.some(({ name }) => name === who)
  const waits = ({ waiting }: ModelSession, who: Name) => waiting.some(({ name }) => name === who)
  const hasBegun = ({ startsAt }: ModelSession) => startsAt <= now
  const closed = (session: ModelSession) =>
    session.cancelled ? 'cancelled' : hasBegun(session) ? 'begun' : undefined

  const isBusy = (who: Name, at: Time, except?: ModelSession) =>
    sessions.some(
      (one) =>
        one !== except && !one.cancelled && one.startsAt === at && (one.mentor === who || hasSeat(one, who)),
    ) ||
    booked.some((one) => !one.cancelled && one.startsAt === at && (one.mentor === who || one.who === who))

  const heldFrom = (startsAt: Time): Time | null => {
    const left = startsAt - now
    return left >= 24 * HOUR ? null : now + Math.min(4 * HOUR, Math.floor(left / 2))
  }

  const fill = (session: ModelSession) => {
    const lapsed = session.seated.filter(({ heldUntil }) => heldUntil !== null && heldUntil <= now)
    for (const { name } of lapsed) lose(session, name)
    if (hasBegun(session)) return
    tell(session, ...lapsed.map(({ name }) => name))
    const waiting = session.waiting
    session.waiting = []
    for (const place of waiting) {
      const { name, passedOver } = place
      if (session.seated.length >= session.seats) session.waiting.push(place)
      else if (isBusy(name, session.startsAt, session)) {
        if (!passedOver) tell(session, name)
        session.waiting.push({ name, passedOver: true })
      } else {
        session.seated.push({ name, heldUntil: heldFrom(session.startsAt) })
        tell(session, name)
      }
    }
  }

  const lose = (session: ModelSession, who: Name) => {
    if (!hasSeat(session, who)) return
    session.seated = session.seated.filter(({ name }) => name !== who)
    session.gone.add(who)
  }

  const stopWaiting = (session: ModelSession, who: Name) => {
    session.waiting = session.waiting.filter(({ name }) => name !== who)
  }

  const confirm = (session: ModelSession, who: Name) => {
    for (const seat of session.seated) if (seat.name === who) seat.heldUntil = null
  }

  const take = (session: ModelSession, who: Name) => {
    stopWaiting(session, who)
    session.seated.push({ name: who, heldUntil: null })
    tell(session, who)
  }

  const join = (session: ModelSession, who: Name): string => {
    if (session.mentor === who) return 'own'
    if (session.cancelled) return 'cancelled'
    if (session.startsAt + HOUR <= now) return 'begun'
    if (gone.has(session.mentor)) return 'deactivated'
    if (session.seated.some(({ name, heldUntil }) => name === who && heldUntil === null)) return 'unchanged'
    if (isBusy(who, session.startsAt, session)) return 'collides'
    fill(session)
    if (hasSeat(session, who)) {
      confirm(session, who)
      return 'seated'
    }
    const isFree = session.seated.length < session.seats
    if (hasBegun(session) && !isFree) return 'begun'
    if (isFree) {
      if (waits(session, who) && !hasBegun(session)) return 'waiting'
      take(session, who)
      return 'seated'
    }
    if (!waits(session, who)) {
      session.waiting.push({ name: who, passedOver: false })
      tell(session, who)
    }
    return 'waiting'
  }

  const add = (session: ModelSession, who: Name): string => {
    const shut = closed(session)
    if (shut) return shut
    if (session.mentor === who) return 'self'
    if (gone.has(who)) return 'deactivated'
    const before = session.seated.find(({ name }) => name === who)
    if (before?.heldUntil === null) return 'unchanged'
    fill(session)
    if (hasSeat(session, who)) {
      confirm(session, who)
      tell(session, who)
      return 'added'
    }
    if (isBusy(who, session.startsAt, session)) return 'collides'
    if (session.seated.length >= session.seats) return 'full'
    take(session, who)
    return 'added'
  }

  const leave = (session: ModelSession, who: Name): string => {
    if (session.mentor === who) return 'not_found'
    if (session.cancelled) return 'cancelled'
    if (!hasSeat(session, who) && !waits(session, who)) return 'unchanged'
    if (hasBegun(session)) return 'begun'
    lose(session, who)
    stopWaiting(session, who)
    fill(session)
    return 'left'
  }

  const answer = (session: ModelSession, who: Name, yes: boolean): string => {
    const had = session.seated.find(({ name }) => name === who)
    if (!had && (!session.gone.has(who) || waits(session, who))) return 'not_found'
    if (!yes) return leave(session, who)
    if (session.cancelled) return 'cancelled'
    if (!had) return 'lapsed'
    if (hasBegun(session)) return 'begun'
    if (had.heldUntil === null) return 'unchanged'
    fill(session)
    if (!hasSeat(session, who)) return 'lapsed'
    confirm(session, who)
    return 'seated'
  }

  const changeSeats = (session: ModelSession, seats: number): string => {
    const shut = closed(session)
    if (shut) return shut
    if (seats === session.seats) return 'unchanged'
    if (seats < session.seated.length) return 'taken'
    session.seats = seats
    fill(session)
    return 'changed'
  }

  const move = (session: ModelSession, startsAt: Time): string => {
    const shut = closed(session)
    if (shut) return shut
    if (startsAt === session.startsAt) return 'unchanged'
    if (startsAt <= now) return 'past'
    if (isBusy(session.mentor, startsAt, session)) return 'collides'
    tell(session, ...session.seated.map(({ name }) => name), ...session.waiting.map(({ name }) => name))
    for (const { name } of session.seated.filter((seat) => isBusy(seat.name, startsAt, session)))
      lose(session, name)
    session.startsAt = startsAt
    const latest = heldFrom(startsAt)
    for (const seat of session.seated)
      if (seat.heldUntil !== null && latest !== null) seat.heldUntil = Math.min(seat.heldUntil, latest)
    session.waiting = session.waiting.map(({ name }) => ({ name, passedOver: false }))
    fill(session)
    return 'moved'
  }

  const book = (mentor: Name, who: Name, startsAt: Time): string => {
    const together =
      sessions.some(
        (one) => !one.cancelled && one.startsAt === startsAt && one.mentor === mentor && hasSeat(one, who),
      ) ||
      booked.some(
        (one) => !one.cancelled && one.startsAt === startsAt && one.mentor === mentor && one.who === who,
      )
    if (together) return 'unchanged'
    if (gone.has(who)) return 'deactivated'
    if (startsAt <= now || isBusy(mentor, startsAt) || isBusy(who, startsAt)) return 'unavailable'
    booked.push({ mentor, who, startsAt, cancelled: false })
    return 'booked'
  }

  const cancel = (session: ModelSession): string => {
    if (session.cancelled) return 'unchanged'
    if (hasBegun(session)) return 'begun'
    session.cancelled = true
    tell(session, ...session.seated.map(({ name }) => name), ...session.waiting.map(({ name }) => name))
    return 'cancelled'
  }

  const deactivate = (who: Name): string => {
    gone.add(who)
    for (const one of booked)
      if (one.startsAt > now && (one.mentor === who || one.who === who)) one.cancelled = true
    for (const session of sessions) stopWaiting(session, who)
    for (const session of sessions) {
      if (session.cancelled || hasBegun(session)) continue
      if (session.mentor === who) cancel(session)
      else lose(session, who)
    }
    return 'gone'
  }

  /** The app looks at these, in this order. There is nothing to do about any other. */
  const look = (looks: readonly number[]) => {
    for (const index of looks) {
      const session = sessions[index]
      if (session && !session.cancelled) fill(session)
    }
    for (const session of sessions) {
      if (session.cancelled || hasBegun(session)) continue
      const isOwed = session.waiting.some(({ name }) => !isBusy(name, session.startsAt, session))
      if (session.seated.some(({ heldUntil }) => heldUntil !== null && heldUntil <= now))
        throw new Error('a seat is held for too long')
      if (isOwed && session.seated.length < session.seats && !looks.includes(sessions.indexOf(session)))
        throw new Error('a seat is free, and somebody waits for it')
    }
  }

  const decide = (command: Command): string => {
    if (command.act === 'wait') return 'waited'
    if (command.act === 'deactivate') return deactivate(command.who)
    if (command.act === 'host' || command.act === 'book') {
      if (command.act === 'book' && command.mentor === command.who) return 'self'
      if (gone.has(command.mentor)) return 'own_deactivated'
      if (command.act === 'book') return book(command.mentor, command.who, startOf(command.slot))
      const { mentor, slot, seats } = command
      if (startOf(slot) <= now) return 'past'
      if (isBusy(mentor, startOf(slot))) return 'collides'
      const empty = { seated: [], waiting: [], gone: new Set<Name>(), cancelled: false }
      sessions.push({ mentor, startsAt: startOf(slot), seats, ...empty })
      return 'hosted'
    }
    const session = sessions[command.session]
    if (!session) return 'nothing'
    if (gone.has('who' in command && command.act !== 'add' ? command.who : session.mentor))
      return 'own_deactivated'
    switch (command.act) {
      case 'join':
        return join(session, command.who)
      case 'leave':
        return leave(session, command.who)
      case 'answer':
        return answer(session, command.who, command.yes)
      case 'add':
        return add(session, command.who)
      case 'seats':
        return changeSeats(session, command.seats)
      case 'move':
        return move(session, startOf(command.slot))
      case 'cancel':
        return cancel(session)
    }
  }

  /**
   * Does it, and says in one word what came of it, and who was sent a message.
   * @param looks the sessions that the app looked at then, in its order
   */
  const does = (command: Command, looks: readonly number[]): { word: string; told: readonly string[] } => {
    told = []
    if (command.act === 'wait') now += command.hours * HOUR
    const word = decide(command)
    if (command.act === 'deactivate') now += LOOKED_WITHIN
    if (command.act === 'deactivate' || command.act === 'wait') look(looks)
    return { word, told: [...new Set(told)].sort() }
  }

  return { does, sessions }
}

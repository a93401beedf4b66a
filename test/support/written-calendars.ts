import type { ProviderClients } from '../../src/calendar/providers/places.ts'
import { providersOf } from '../../src/calendar/providers/provider.ts'
import { usualBounds } from '../../src/calendar/refused.ts'
import { calendarWriter } from '../../src/calendar/writers.ts'
import { type Grant, noValidators } from '../../src/domain/calendars/reading.ts'
import { type Clock, HOUR } from '../../src/domain/time/time.ts'
import type { Calendars } from '../../src/service/calendars/calendars.ts'
import { sealing } from '../../src/store/sealing.ts'

/** Plain data, so that another process can be told. */
export type WrittenCalendars = {
  /** In hex. */
  key: string
  clients: ProviderClients
  /** Milliseconds after which a call is given up. */
  within: number
}

/** Calendars at providers that can be written into; when they are read, nothing is in them. */
export const writtenCalendars = ({ key, clients, within }: WrittenCalendars, clock: Clock): Calendars => ({
  sealing: sealing([{ id: 'k', key: Buffer.from(key, 'hex') }]),
  providers: providersOf(clients, clock),
  reach: {
    read: async (_, { zones }) => ({
      ...{ state: 'read', unclear: 0, validators: noValidators },
      busy: new Map(zones.map((zone) => [zone, []])),
    }),
    write: calendarWriter(clients, { ...usualBounds, within }),
    allowPrivate: true,
  },
  wake: () => {},
})

/** What a stand-in's owner gave, as the app keeps it. */
export const grantOf = (
  { access_token: access, refresh_token: refresh = '' }: { access_token: string; refresh_token?: string },
  clock: Clock,
): Grant => ({ access, refresh, accessUntil: clock.now() + HOUR, writes: true })

import { expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { soonestSlot } from '../../../src/domain/availability/soonest-slot.ts'
import { nothingOutside } from '../../../src/domain/calendars/outside-time.ts'
import { DAY } from '../../../src/domain/time/time.ts'

// A Monday, 10:00.
const NOW = Date.UTC(2026, 10, 23, 10)

it('the soonest slot is one that calendars were asked about, if there is any, and says if there is none', () => {
  const soonest = (notKnownFor: number) =>
    soonestSlot.of({
      ...{ availability: defaultAvailability('UTC'), now: NOW },
      ...{ mentorBusy: [], menteeBusy: [], mentorSessionStarts: [] },
      outside: {
        mentor: { busy: [], notKnown: [{ start: NOW, end: NOW + notKnownFor }], checkedAt: null },
        mentee: nothingOutside,
      },
    })
  const first = soonest(0)
  expect(first?.isUnchecked).toBe(false)
  expect(soonest(100 * DAY)).toEqual({ ...first, isUnchecked: true })
  expect(soonest(3 * DAY)).toMatchObject({ start: NOW + 3 * DAY, isUnchecked: false })
})

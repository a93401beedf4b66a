import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import {
  type Act,
  asSenderSees,
  type Decision,
  decide,
  isOpen,
  kindAcceptedByBooking,
  menteeOf,
  mentorOf,
  type RequestKind,
  type RequestStatus,
} from '../../../src/domain/requests/request.ts'
import { ACTORS, ACTS, KINDS, lifecycleTable, STATUSES, WITHDRAWN } from './lifecycle-table.ts'

const members = {
  sender: memberId('USENDER'),
  receiver: memberId('URECEIVER'),
  stranger: memberId('USTRANGER'),
}

const acts = {
  dismiss: { type: 'dismiss' },
  withdraw: { type: 'withdraw' },
  book: { type: 'accept', through: 'booking' },
  'ask back': { type: 'accept', through: 'session_request' },
} as const satisfies Record<(typeof ACTS)[number], Act>

const one = <T extends string>(known: readonly T[], cell: string): T => {
  const found = known.find((value) => value === cell)
  if (found === undefined) throw new Error(`${cell} is none of ${known}`)
  return found
}

/** What a word in the table promises for a request in that status. */
const meaning = (word: string, status: RequestStatus): Decision => {
  switch (word) {
    case 'dismissed':
      return { outcome: 'changed', status: 'dismissed', withdrawn: false }
    case 'accepted':
      return { outcome: 'changed', status: 'accepted', withdrawn: false }
    case 'withdrawn':
      return { outcome: 'changed', status, withdrawn: true }
    case 'done':
      return { outcome: 'unchanged' }
    case 'not found':
      return { outcome: 'refused', reason: 'not_found' }
    case 'is accepted':
      return { outcome: 'refused', reason: 'accepted' }
    case 'is withdrawn':
      return { outcome: 'refused', reason: 'withdrawn' }
    case 'needs booking':
      return { outcome: 'refused', reason: 'needs_booking' }
    default:
      throw new Error(`the table says ${word}`)
  }
}

const requestOf = (kind: RequestKind, status: RequestStatus, withdrawnAt: number | null = null) => ({
  kind,
  status,
  withdrawnAt,
  sender: members.sender,
  receiver: members.receiver,
})

describe('the lifecycle follows the table written by hand:', () => {
  it.each(lifecycleTable.filter((row) => row.dismiss !== 'cannot be'))(
    '$kind, $status, withdrawn: $withdrawn – the $actor',
    (row) => {
      const status = one(STATUSES, row.status)
      const request = requestOf(one(KINDS, row.kind), status, row.withdrawn === 'yes' ? 1 : null)
      const actor = members[one(ACTORS, row.actor)]
      for (const act of ACTS) {
        expect([act, decide(request, acts[act], actor)]).toEqual([act, meaning(row[act], status)])
      }
    },
  )

  it('it has every kind, status, withdrawal and actor once, and a word for each act', () => {
    const wanted = KINDS.flatMap((kind) =>
      STATUSES.flatMap((status) =>
        WITHDRAWN.flatMap((withdrawn) => ACTORS.map((actor) => [kind, status, withdrawn, actor].join())),
      ),
    )
    expect(wanted).toHaveLength(36)
    expect(
      lifecycleTable.map((row) => [row.kind, row.status, row.withdrawn, row.actor].join()).sort(),
    ).toEqual(wanted.sort())
    for (const row of lifecycleTable) {
      const impossible = row.status === 'accepted' && row.withdrawn === 'yes'
      for (const act of ACTS) {
        expect(row[act] === 'cannot be').toBe(impossible)
        expect(row[act]).not.toBe('')
      }
    }
  })
})

describe('a request', () => {
  it.each([
    ['pending', null, true],
    ['dismissed', null, true],
    ['accepted', null, false],
    ['pending', 1, false],
    ['dismissed', 1, false],
  ] as const)('that is %s, withdrawn at %s, is open: %s', (status, withdrawnAt, open) => {
    expect(isOpen({ status, withdrawnAt })).toBe(open)
  })

  it('looks to its sender as if it had never been dismissed', () => {
    expect(asSenderSees('pending')).toBe('pending')
    expect(asSenderSees('dismissed')).toBe('pending')
    expect(asSenderSees('accepted')).toBe('accepted')
  })

  it('has its sender as mentor if it is an offer, and its receiver if it asks for a session', () => {
    const [offer, asked] = [requestOf('offer', 'pending'), requestOf('session_request', 'pending')]
    expect([mentorOf(offer), menteeOf(offer)]).toEqual([members.sender, members.receiver])
    expect([mentorOf(asked), menteeOf(asked)]).toEqual([members.receiver, members.sender])
  })

  it('is accepted when its receiver books: an offer as mentee, a session request as mentor', () => {
    expect(kindAcceptedByBooking('mentee')).toBe('offer')
    expect(kindAcceptedByBooking('mentor')).toBe('session_request')
  })
})

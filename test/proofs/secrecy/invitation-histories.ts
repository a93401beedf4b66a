import fc from 'fast-check'

/** Invited to the observed member's open session; what they put aside is theirs. */
export type Invited = 'UBEN' | 'UCLEO' | 'UDORA'
/** Not invited at first; in the channel like everybody. */
export type Member = Invited | 'UEVE'

/** `settles`: the worker delivers all that is due before the next step. */
export type InvitationStep = { settles: boolean } & (
  | { do: 'host'; audience: 'everyone' | 'invited'; seats: number; repeats: boolean }
  /** In one of the two twins: puts the invitation aside, or takes it up again. */
  | { do: 'put aside' | 'take up'; who: Invited }
  | { do: 'join' | 'leave'; who: Member }
  /** By the observed member. */
  | { do: 'invite' | 'add'; who: Member }
  | { do: 'edit' | 'move' | 'cancel' }
  | { do: 'seats'; seats: number }
  | { do: 'look'; who: 'UADA' | 'UEVE'; at: 'home' | 'message' | 'list' }
  | { do: 'wait'; hours: number }
)

const settles = fc.constantFrom(true, false, false)
const invited = fc.constantFrom<Invited[]>('UBEN', 'UCLEO', 'UDORA')
const member = fc.constantFrom<Member[]>('UBEN', 'UCLEO', 'UDORA', 'UEVE')
const seats = fc.integer({ min: 1, max: 3 })

const host = fc.record({
  ...{ do: fc.constant('host' as const), settles, seats, repeats: fc.boolean() },
  audience: fc.constantFrom('everyone', 'everyone', 'invited' as const),
})
const putAside = fc.record({ do: fc.constant('put aside' as const), settles, who: invited })

const step: fc.Arbitrary<InvitationStep> = fc.oneof(
  { weight: 4, arbitrary: putAside },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take up' as const), settles, who: invited }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('join', 'leave' as const), settles, who: member }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('invite', 'add' as const), settles, who: member }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('edit', 'move', 'move', 'cancel' as const), settles }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('seats' as const), settles, seats }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('look' as const), settles, who: fc.constantFrom('UADA', 'UEVE' as const) },
      at: fc.constantFrom('home', 'message', 'list' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), settles, hours: fc.constantFrom(1, 30, 200) }),
  },
)

/** Begins with invitations that were delivered, of which one is put aside. */
export const invitationHistories: fc.Arbitrary<readonly InvitationStep[]> = fc
  .tuple(host, putAside, fc.array(step, { minLength: 2, maxLength: 8 }))
  .map(([first, second, rest]) => [{ ...first, settles: true }, second, ...rest])

import { textAt } from '../json.ts'
import { wireUser } from '../state/profile.ts'
import { accept, type Method, refuse } from './answer.ts'
import { takePage } from './pages.ts'

export const people: { [name: string]: Method } = {
  'auth.test': {
    run: ({ state }) =>
      accept({
        url: `https://${state.team.domain}.slack.com/`,
        team: state.team.name,
        user: state.app.handle,
        team_id: state.team.id,
        user_id: state.app.botUserId,
        bot_id: state.app.botId,
        is_enterprise_install: false,
      }),
  },
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    run: ({ state, clock }, args) => {
      const member = state.members[textAt(args, 'user') ?? '']
      return member ? accept({ user: wireUser(state, member, clock.now()) }) : refuse('user_not_found')
    },
  },
  'users.list': {
    scopes: ['users:read'],
    run: ({ state, clock }, args) => {
      const page = takePage(Object.values(state.members), args)
      if (!page) return refuse('invalid_cursor')
      return accept({
        members: page.items.map((member) => wireUser(state, member, clock.now())),
        cache_ts: Math.floor(clock.now() / 1000),
        response_metadata: { next_cursor: page.nextCursor },
      })
    },
  },
}

import { asReply, type Desk, deskOf, type Incoming, nothingThere, type Reply } from '../answering.ts'
import { unknownToken } from '../state/installed.ts'
import { readArguments } from '../web-api/arguments.ts'
import { noToken, refuseToken, tokenOf } from '../web-api/methods.ts'
import { accessV2 } from './access.ts'
import { authorize } from './authorize.ts'
import { isOrganisation, type Site } from './site.ts'
import { tokenMethods } from './token-methods.ts'
import { withinOrganisation } from './within-organisation.ts'

/** Who answers a request: the place whose token it carries, the workspace that its address names, or Slack as such. */
export const switchboard =
  (site: Site) =>
  (incoming: Incoming): Desk => {
    const { team, kind, rest, url } = incoming
    const world = team === undefined ? undefined : site.places.get(team)
    if (world && kind !== 'api') return deskOf(world, incoming)
    if (team === undefined && kind === 'api') return forToken(site, incoming)
    if (team === undefined && kind === 'oauth' && rest === 'v2/authorize') {
      return ofSlack(site, () => authorize(site, incoming))
    }
    return ofSlack(site, () => nothingThere(url))
  }

const ofSlack = ({ clock, log, faults }: Site, answer: () => Reply): Desk => ({ clock, log, faults, answer })

const forToken = (site: Site, incoming: Incoming): Desk => {
  const { rest: method, headers, body, url } = incoming
  if (method === 'oauth.v2.access') return ofSlack(site, () => asReply(accessV2(site, incoming)))
  const args = readArguments(undefined, headers, body.toString('utf8'), url.searchParams) ?? {}
  const token = tokenOf(headers, args)
  if (!token) return ofSlack(site, () => asReply(noToken()))
  const grant = site.grants.find(token)
  const place = grant && site.places.get(grant.place)
  if (!grant || !place) return ofSlack(site, () => asReply(refuseToken(unknownToken)))
  const about = Object.hasOwn(tokenMethods, method) ? tokenMethods[method] : undefined
  const isRefused = site.grants.refusalOf(grant) !== undefined
  if (about && !isRefused) {
    return { ...deskOf(place, incoming), answer: () => asReply(about(site, grant, place, args)) }
  }
  if (!isOrganisation(place) || isRefused || method === 'auth.test') return deskOf(place, incoming)
  const within = withinOrganisation(site, place, method, args)
  return 'refusal' in within
    ? { ...deskOf(place, incoming), answer: () => asReply(within.refusal) }
    : deskOf(within, incoming)
}

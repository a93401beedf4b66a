import type { World } from '../state/world.ts'
import { type Answer, refuse, refuseBreach } from './answer.ts'

/**
 * Slack's refusal if the app was granted none of these bot scopes: a breach, unless it asks for one of them as optional
 * and the installation left it out. @param method for the breach
 */
export const missingScope = (
  { manifest, withheldScopes }: World,
  method: string,
  scopes: readonly string[],
): Answer | undefined => {
  const asked = manifest?.oauth_config?.scopes
  if (!asked?.bot) return undefined
  const optional = asked.bot_optional ?? []
  const granted = [...asked.bot, ...optional.filter((scope) => !withheldScopes.includes(scope))]
  if (scopes.some((scope) => granted.includes(scope))) return undefined
  const { body, breaches } = scopes.some((scope) => optional.includes(scope))
    ? refuse('missing_scope')
    : refuseBreach('missing_scope', `${method} needs ${scopes.join(' or ')}`)
  return { body: { ...body, needed: scopes.join(','), provided: granted.join(',') }, breaches }
}

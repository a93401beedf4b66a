import type { World } from '../state/world.ts'
import { type Answer, refuseBreach } from './answer.ts'

/** Slack's refusal if the manifest asks for none of these bot scopes. @param method for the breach */
export const missingScope = (
  { manifest }: World,
  method: string,
  scopes: readonly string[],
): Answer | undefined => {
  const granted = manifest?.oauth_config?.scopes?.bot
  if (!granted || scopes.some((scope) => granted.includes(scope))) return undefined
  const { body, breaches } = refuseBreach('missing_scope', `${method} needs ${scopes.join(' or ')}`)
  return { body: { ...body, needed: scopes.join(','), provided: granted.join(',') }, breaches }
}

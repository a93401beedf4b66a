import type { AppManifest } from '../manifest.ts'
import type { World } from '../state/world.ts'
import { type Answer, refuse, refuseBreach } from './answer.ts'

/** The bot scopes that a manifest asks for, without those optional ones that were withheld; undefined if it names none. */
export const scopesAsked = (manifest: AppManifest | undefined, withheld: readonly string[] = []) => {
  const asked = manifest?.oauth_config?.scopes
  return (
    asked?.bot && [...asked.bot, ...(asked.bot_optional ?? []).filter((scope) => !withheld.includes(scope))]
  )
}

/**
 * Slack's refusal if the app was granted none of these bot scopes: a breach, unless it asks for one of them as optional
 * and the installation left it out. @param method for the breach
 */
export const missingScope = (
  { manifest, scopes: granted }: World,
  method: string,
  scopes: readonly string[],
): Answer | undefined => {
  if (!granted || scopes.some((scope) => granted.includes(scope))) return undefined
  const optional = manifest?.oauth_config?.scopes?.bot_optional ?? []
  const { body, breaches } = scopes.some((scope) => optional.includes(scope))
    ? refuse('missing_scope')
    : refuseBreach('missing_scope', `${method} needs ${scopes.join(' or ')}`)
  return { body: { ...body, needed: scopes.join(','), provided: granted.join(',') }, breaches }
}

import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Refused } from '../refused.ts'

/** Finds every address of a host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

export const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/** The host leads to a machine that members must not reach through us: this one, its network, or a cloud's own services. */
class PrivateAddress extends Refused {
  constructor() {
    super('private_address')
  }
}

/** The one prefix in which an IPv6 address is somebody's on the internet; `ipaddr.js` names the exceptions in it. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address is a public one. `ipaddr.js` knows the ranges of IANA's registries that are not; one that carries an
 * IPv4 address inside (mapped, 6to4, Teredo, NAT64) is among them, so no private one can hide in it.
 */
export const isPublic = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6)
}

/** Which addresses may be connected to. */
export type Allows = (address: string) => boolean

const checked = (addresses: readonly LookupAddress[], allows: Allows): readonly LookupAddress[] => {
  // One private address among public ones is how a name is made to change its mind.
  if (addresses.length === 0 || !addresses.every(({ address }) => allows(address))) throw new PrivateAddress()
  return addresses
}

/**
 * For a connection: resolves a name and checks what it found, in the moment in which it connects to it, so that the name
 * has no second answer to give.
 */
export const guardedLookup =
  (resolve: Resolve, allows: Allows): LookupFunction =>
  (host, options: LookupOptions, found) => {
    resolve(host).then(
      (addresses) => {
        try {
          const fit = checked(addresses, allows)
          const [first] = fit
          if (options.all) found(null, [...fit])
          else if (first) found(null, first.address, first.family)
          else found(new PrivateAddress(), '', 0)
        } catch (error) {
          found(error instanceof Error ? error : new PrivateAddress(), options.all ? [] : '', 0)
        }
      },
      (error: NodeJS.ErrnoException) => found(error, options.all ? [] : '', 0),
    )
  }

/** An address that is written out is never looked up, so it is checked before. @throws Refused */
export const checkLiteral = (hostname: string, allows: Allows): void => {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !allows(host)) throw new PrivateAddress()
}

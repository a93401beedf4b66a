import { DOMParser, type Element } from '@xmldom/xmldom'

export const DAV = 'DAV:'
export const CALDAV = 'urn:ietf:params:xml:ns:caldav'

/** Properties that a server gave of one resource; one that it could not give is not among them. */
export type Resource = {
  href: string
  /** Of the resource itself, where the server gives no properties of it. */
  status: number
  find(namespace: string, name: string): Element | undefined
  /** Whether there may be such a property that the server does not give now: it says anything but that there is none. */
  keepsBack(namespace: string, name: string): boolean
}

/**
 * Reads a multi-status answer (RFC 4918, 13). It is read strictly: what is not exactly one is no answer, so that a calendar
 * that could not be read is never taken for an empty one.
 * @returns undefined if it is anything else
 */
export const multistatus = (body: string): readonly Resource[] | undefined => {
  const root = parse(body)
  if (root?.namespaceURI !== DAV || root.localName !== 'multistatus') return undefined
  const resources = childrenOf(root, DAV, 'response').map(resourceOf)
  return resources.every((one) => one !== undefined) ? resources : undefined
}

const parse = (body: string): Element | null => {
  try {
    const fail = (_level: string, message: string) => {
      throw new Error(message)
    }
    return new DOMParser({ onError: fail }).parseFromString(body, 'text/xml').documentElement
  } catch {
    return null
  }
}

const resourceOf = (response: Element): Resource | undefined => {
  const href = childrenOf(response, DAV, 'href')[0]?.textContent?.trim()
  if (!href) return undefined
  const propstats = childrenOf(response, DAV, 'propstat')
  const given = propstats.filter((propstat) => statusOf(propstat) === 200)
  const status = given.length > 0 ? 200 : (statusOf(response) ?? 404)
  const among = (some: readonly Element[], namespace: string, name: string) =>
    some.flatMap((one) => childrenOf(one, DAV, 'prop')).flatMap((prop) => childrenOf(prop, namespace, name))
  const refused = propstats.filter((propstat) => ![200, 404].includes(statusOf(propstat) ?? 0))
  return {
    ...{ href, status },
    find: (namespace, name) => among(given, namespace, name)[0],
    keepsBack: (namespace, name) =>
      ![200, 404].includes(status) || among(refused, namespace, name).length > 0,
  }
}

const statusOf = (of: Element): number | undefined => {
  const [, status] =
    /^HTTP\/[\d.]+ (\d{3})/.exec(childrenOf(of, DAV, 'status')[0]?.textContent?.trim() ?? '') ?? []
  return status === undefined ? undefined : Number(status)
}

export const childrenOf = (of: Element, namespace: string, name: string): readonly Element[] =>
  Array.from(of.getElementsByTagNameNS(namespace, name)).filter((one) => one.parentNode === of)

/** The addresses inside a property. */
export const hrefsIn = (property: Element | undefined): readonly string[] =>
  property ? childrenOf(property, DAV, 'href').flatMap(({ textContent }) => textContent?.trim() || []) : []

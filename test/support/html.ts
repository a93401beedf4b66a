/** Reads the plain pages of an installation: no script, one form at most. */

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

const textOf = (html: string) => unescaped(html.replace(/<[^>]*>/g, '')).trim()

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

export const readTitle = (html: string) => textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')

export const readLinks = (html: string) =>
  [...html.matchAll(/<a\b[^>]*>([\s\S]*?)<\/a>/g)].map(([tag, inner = '']) => ({
    text: textOf(inner),
    href: attribute(tag, 'href') ?? '',
  }))

/**
 * What the page's form sends when a button is pressed. Throws a sentence if the button is not there, or something was chosen
 * that the form does not offer.
 */
export const readForm = (
  html: string,
  button: string,
  chosen: { [field: string]: string | readonly string[] },
) => {
  const [, head = '', inner = ''] = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? []
  const fields = new URLSearchParams()
  const offered = new Map<string, string[]>()
  const offer = (name: string, value: string) => offered.set(name, [...(offered.get(name) ?? []), value])
  for (const [tag] of inner.matchAll(/<input\b[^>]*>/g)) {
    const [name = '', value = ''] = [attribute(tag, 'name'), attribute(tag, 'value')]
    const isBox = attribute(tag, 'type') === 'checkbox'
    if (isBox) offer(name, value)
    if (isBox ? (chosen[name]?.includes(value) ?? /\schecked\b/.test(tag)) : true) fields.append(name, value)
  }
  for (const [tag, options = ''] of inner.matchAll(/<select\b[^>]*>([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, 'name') ?? ''
    const values = [...options.matchAll(/<option\b[^>]*>/g)].map(
      ([option]) => attribute(option, 'value') ?? '',
    )
    for (const value of values) offer(name, value)
    fields.append(name, [chosen[name] ?? values[0] ?? ''].flat().join())
  }
  for (const [name, wanted] of Object.entries(chosen)) {
    const lacking = [wanted].flat().filter((value) => !offered.get(name)?.includes(value))
    if (lacking.length > 0) throw new Error(`the page does not offer ${lacking.join(', ')} for ${name}`)
  }
  const pressed = [...inner.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].find(
    ([, label = '']) => textOf(label) === button,
  )
  if (!pressed) throw new Error(`no button ${button} on the page “${readTitle(html)}”`)
  fields.append(attribute(pressed[0], 'name') ?? '', attribute(pressed[0], 'value') ?? '')
  return {
    action: attribute(head, 'action') ?? '',
    method: attribute(head, 'method')?.toLowerCase() ?? 'get',
    /** What its boxes and lists offer, by field. */
    offered,
    fields,
  }
}

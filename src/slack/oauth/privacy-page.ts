import type { Words } from '../text/words.ts'
import { contactHref } from './landing-page.ts'
import { escaped, shell } from './page.ts'

const STYLE = `
main { max-width: 42rem; padding-top: 3rem }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.25rem 0 .75rem }
li { margin-bottom: .6rem }
ul { padding-left: 1.25rem }
code { font-size: .95em; background: var(--tint); padding: .1rem .35rem; border-radius: .3rem }`

/** The privacy policy. @param support whom to ask, if whoever runs the server said so */
export const privacyPage = ({ installing, privacy }: Words, home: string, support?: string): string => {
  const { title, intro, contact, sections, permissions } = privacy
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`
  const scopes = Object.entries(permissions.scopes)
  return shell(
    `${title} · ${installing.landing.name}`,
    `<main>
<p><a href="${escaped(home)}">${escaped(installing.landing.home)}</a></p>
<h1>${escaped(title)}</h1>
<p>${escaped(intro)}</p>
${support ? `<p>${escaped(contact)}: <a href="${escaped(contactHref(support))}">${escaped(support)}</a></p>` : ''}
${sections.map(({ heading, lines }) => `<h2>${escaped(heading)}</h2>\n${list(lines.map(escaped))}`).join('\n')}
<h2>${escaped(permissions.heading)}</h2>
${list(scopes.map(([scope, why]) => `<code>${escaped(scope)}</code>: ${escaped(why)}`))}
</main>`,
    STYLE,
  )
}

import type { Words } from '../text/words.ts'
import { escaped, shell } from './page.ts'

type Links = {
  install: string
  privacy: string
  /** An e-mail address or a page; absent if whoever runs the server named none. */
  support: string | undefined
}

const STYLE = `
.wide { max-width: 62rem; padding: 0 1.5rem; margin: 0 auto }
.bar { display: flex; justify-content: space-between; align-items: center; padding-top: 1.5rem }
.name { font-weight: 700; color: var(--ink); text-decoration: none }
.name::before { content: ''; display: inline-block; width: .9rem; height: .9rem; margin-right: .6rem; border-radius: .25rem;
  background: var(--accent); vertical-align: -.1rem }
nav a { margin-left: 1.25rem }
main { max-width: none; padding: 0 }
.hero { display: grid; grid-template-columns: 1.15fr 1fr; gap: 3.5rem; align-items: center; padding-top: 4.5rem;
  padding-bottom: 4.5rem }
h1 { font-size: clamp(2.25rem, 5vw, 3.25rem); line-height: 1.1; letter-spacing: -.02em; margin-bottom: 1.25rem }
.lead { font-size: 1.2rem; color: var(--soft); margin-bottom: 2rem }
.begin { color: var(--soft); font-size: .95rem; margin: 1rem 0 0 }
.card { margin: 0; padding: 1.25rem 1.5rem 1.5rem; border: 1px solid var(--line); border-radius: .75rem;
  background: var(--paper); box-shadow: 0 1px 2px #0001, 0 12px 32px #0000001a }
.card p { margin: 0 }
.card blockquote { margin: .75rem 0 1.25rem; padding-left: .9rem; border-left: 4px solid var(--line) }
.press { display: inline-block; margin-right: .5rem; padding: .3rem .85rem; border: 1px solid var(--line); border-radius: .4rem;
  font-weight: 600; font-size: .95rem }
.press.first { background: var(--accent); border-color: var(--accent); color: var(--on) }
.steps { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2.5rem; padding-top: 3.5rem; padding-bottom: 3.5rem }
.band { background: var(--tint) }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem }
.steps p { margin: 0; color: var(--soft) }
.promises { padding-top: 3.5rem; padding-bottom: 4rem }
.promises h2 { font-size: 1.5rem; margin-bottom: 1rem }
.promises ul { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem 2.5rem; margin: 0; padding: 0; list-style: none }
.promises li { padding-left: 1.75rem; position: relative }
.promises li::before { content: '✓'; position: absolute; left: 0; color: var(--accent); font-weight: 700 }
@media (max-width: 46rem) {
  .hero, .steps, .promises ul { grid-template-columns: 1fr }
  .hero { gap: 2.5rem; padding-top: 2.5rem; padding-bottom: 3rem }
  .steps { gap: 1.75rem; padding-top: 2.5rem; padding-bottom: 2.5rem }
}`

/** What the app is, for somebody who has not installed it: fast, in one file, without scripts. */
export const landingPage = ({ installing, privacy }: Words, links: Links): string => {
  const { landing, add } = installing
  const { example, promises } = landing
  const link = (href: string, text: string) => `<a href="${escaped(href)}">${escaped(text)}</a>`
  return shell(
    `${landing.name}: ${landing.title}`,
    `<header class="wide bar">
<span class="name">${escaped(landing.name)}</span>
<nav>${link(links.privacy, privacy.title)}${links.support ? link(contactHref(links.support), landing.support) : ''}</nav>
</header>
<main>
<div class="wide hero">
<div>
<h1>${escaped(landing.title)}</h1>
<p class="lead">${escaped(landing.lead)}</p>
<a class="go" href="${escaped(links.install)}">${escaped(add)}</a>
<p class="begin">${escaped(landing.begin)}</p>
</div>
<figure class="card" role="img" aria-label="${escaped(example.label)}">
<p><strong>${escaped(example.from)}</strong> ${escaped(example.said)}</p>
<blockquote>${escaped(example.quote)}</blockquote>
<span class="press first">${escaped(example.accept)}</span><span class="press">${escaped(example.dismiss)}</span>
</figure>
</div>
<div class="band"><div class="wide steps">
${landing.steps.map(({ title, text }) => `<section><h2>${escaped(title)}</h2><p>${escaped(text)}</p></section>`).join('\n')}
</div></div>
<section class="wide promises">
<h2>${escaped(promises.title)}</h2>
<ul>${promises.lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>
</section>
</main>`,
    STYLE,
  )
}

/** As a link: an address with an @ is one to write to. */
export const contactHref = (contact: string): string =>
  /^https?:/.test(contact) ? contact : `mailto:${contact}`

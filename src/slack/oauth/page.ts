import type { ServerResponse } from 'node:http'

type Page = {
  title: string
  lines: readonly string[]
  link?: { text: string; href: string }
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #56545a; --paper: #fff; --tint: #f3f6f4; --line: #dfe5e1;
  --accent: #1f4a3d; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --soft: #b3b0ad; --paper: #1a1d21; --tint: #22272b;
  --line: #363c41; --accent: #7fd1b0; --on: #10211b } }
* { box-sizing: border-box }
body { font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 }
main { max-width: 36rem; margin: 0 auto; padding: 15vh 1.5rem 4rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem }
p { margin: 0 0 1rem }
a { color: var(--accent) }
.go { display: inline-block; padding: .75rem 1.5rem; border-radius: .5rem; background: var(--accent);
  color: var(--on); text-decoration: none; font-weight: 600 }
.go:hover { text-decoration: underline }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }`

/** A page in one file, without scripts: light or dark as the browser likes. */
export const shell = (title: string, body: string, style = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`

/** A plain page that says one thing. */
export const page = ({ title, lines, link }: Page): string =>
  shell(
    `${title} · Mentorship`,
    `<main>
<h1>${escaped(title)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${link ? `<p><a class="go" href="${escaped(link.href)}">${escaped(link.text)}</a></p>` : ''}
</main>`,
  )

/** Nobody may frame or keep it, and no address of it goes to other sites. */
export const sendPage = (response: ServerResponse, status: number, html: string) => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(html)
}

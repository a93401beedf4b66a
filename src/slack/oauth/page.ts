type Page = {
  title: string
  lines: readonly string[]
  link?: { text: string; href: string }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1c1d; --paper: #fff; --accent: #1f4a3d; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --paper: #1a1d21; --accent: #7fd1b0; --on: #10211b } }
body { font: 1.125rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 }
main { max-width: 36rem; margin: 0 auto; padding: 15vh 1.5rem 4rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem }
p { margin: 0 0 1rem }
.go { display: inline-block; margin-top: 1rem; padding: .75rem 1.5rem; border-radius: .5rem; background: var(--accent);
  color: var(--on); text-decoration: none; font-weight: 600 }
.go:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }`

/** A plain page in one file, without scripts: light or dark as the browser likes. */
export const page = ({ title, lines, link }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Mentorship</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${link ? `<a class="go" href="${escaped(link.href)}">${escaped(link.text)}</a>` : ''}
</main>
</body>
</html>
`

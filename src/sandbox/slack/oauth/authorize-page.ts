type Place = { id: string; name: string }

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`

export const problemPage = (said: string) => page('Something went wrong', `<p>${escaped(said)}</p>`)

/** @param asked what the page was opened with, which each link keeps */
export const choosePage = (app: string, asked: URLSearchParams, places: Place[]) =>
  page(
    `Where do you want to install ${app}?`,
    `<ul>\n${places
      .map(({ id, name }) => {
        const query = new URLSearchParams({ ...Object.fromEntries(asked), team: id })
        return `<li><a href="?${escaped(query.toString())}">${escaped(name)}</a></li>`
      })
      .join('\n')}\n</ul>`,
  )

/** Who allows it, and which of the optional scopes: all of them, unless they are unticked. */
export const allowPage = (
  app: string,
  asked: URLSearchParams,
  place: Place,
  people: { id: string; realName: string }[],
  { required, optional }: { required: string[]; optional: string[] },
) => {
  const kept = ['client_id', 'scope', 'state', 'redirect_uri']
    .map((name) => [name, asked.get(name)] as const)
    .filter((field): field is readonly [string, string] => field[1] !== null)
  return page(
    `${app} asks for permission to access ${place.name}`,
    `<ul>\n${required.map((scope) => `<li>${escaped(scope)}</li>`).join('\n')}\n</ul>
<form method="post" action="/oauth/v2/authorize">
${[...kept, ['team', place.id] as const]
  .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
  .join('\n')}
<p><label>You are <select name="user">
${people.map(({ id, realName }) => `<option value="${id}">${escaped(realName)}</option>`).join('\n')}
</select></label></p>
${optional
  .map(
    (scope) =>
      `<p><label><input type="checkbox" name="optional" value="${escaped(scope)}" checked> ${escaped(scope)}</label></p>`,
  )
  .join('\n')}
<button name="decision" value="cancel">Cancel</button>
<button name="decision" value="allow">Allow</button>
</form>`,
  )
}

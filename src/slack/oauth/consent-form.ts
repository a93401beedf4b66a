import type { CalendarProvider } from '../../domain/calendars/reading.ts'
import type { Words } from '../text/words.ts'
import { escaped, shell } from './page.ts'

const STYLE = `
label { display: flex; gap: .75rem; align-items: baseline; margin: 0 0 1.5rem }
input { accent-color: var(--accent) }
button.go { border: 0; font: inherit; font-weight: 600; cursor: pointer }
.soft { color: var(--soft) }`

/** Whose calendar is about to be connected, what will be read, and whether anything may be written. */
export const consentForm = (
  { consenting }: Words,
  { provider, fullName }: { provider: CalendarProvider; fullName: string },
  { action, ticket }: { action: string; ticket: string },
): string => {
  const { title, lines, writes, go } = consenting.form(provider, fullName)
  return shell(
    `${title} · Mentorship`,
    `<main>
<h1>${escaped(title)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
<form action="${escaped(action)}">
<input type="hidden" name="ticket" value="${escaped(ticket)}">
<label><input type="checkbox" name="writes" value="on"><span>${escaped(writes.label)}<br><span class="soft">${escaped(writes.hint)}</span></span></label>
<button class="go">${escaped(go)}</button>
</form>
</main>`,
    STYLE,
  )
}

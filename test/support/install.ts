import type { LocalWorkspaces } from '../../src/sandbox/slack/local-workspaces.ts'
import type { Browser, Page } from './browser.ts'
import { readForm } from './html.ts'

type Installation = {
  /** Where the way begins: the app's own install page, which leads to Slack's. */
  from: string
  /** A workspace's or an organisation's id. */
  place: string
  /** The id of the member who installs it; by default the first who may. */
  by?: string
  /** Optional scopes that are not granted. */
  without?: readonly string[]
  decision?: 'Allow' | 'Cancel'
}

/** Installs the app in one place, as a person in front of a browser would. @returns the page on which that ends */
export const install = async (
  slack: LocalWorkspaces,
  browser: Browser,
  { from, place, by, without = [], decision = 'Allow' }: Installation,
): Promise<Page> => {
  const begun = await browser.open(from)
  const isAsking = /<form\b/.test(begun.html)
  const page = isAsking ? begun : await begun.follow(slack.organisation(place).state.team.name)
  const optional = readForm(page.html, decision, {}).offered.get('optional')
  return page.press(decision, {
    ...(by && { user: by }),
    ...(optional && { optional: optional.filter((scope) => !without.includes(scope)) }),
  })
}

/** Installs the app in every workspace, each by the first of its members who may. @returns the last pages */
export const installEverywhere = async (slack: LocalWorkspaces, browser: Browser, from: string) => {
  const pages: Page[] = []
  for (const { state } of slack.workspaces()) {
    pages.push(await install(slack, browser, { from, place: state.team.id }))
  }
  return pages
}

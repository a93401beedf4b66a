import { distance, isSlipOf } from '../../domain/likeness.ts'
import { type Subcommand, subcommands } from './subcommands.ts'

/** Words that people type for each command, besides slips of its name. */
const WORDS: Readonly<Record<Subcommand, string>> = {
  find: 'search need looking look seek who mentors directory browse',
  offer: 'teach coach volunteer give',
  request: 'ask learn advice question',
  requests: 'received sent inbox pending invitations answer accept dismiss decline withdraw waiting',
  book: 'schedule meet arrange appointment slot',
  suggest: 'recommend introduce introduction match refer pair connect propose somebody',
  host: 'workshop group seats event talk lecture class webinar announce hosting again repeat everyone',
  sessions: 'session cancel reschedule move meetings meeting calendar upcoming next join',
  profile: 'headline about bio topics skills expertise interests list unlist listed',
  availability: 'available hours free zone timezone holiday vacation days',
  pause: 'stop holiday vacation away off break mute quiet unsubscribe leave',
  resume: 'unpause continue back start',
  settings:
    'organisers organizers organiser organizer admin configure config options programme program setup setting',
  report: 'numbers statistics stats chart charts export csv figures dashboard analytics',
  data: 'privacy export download gdpr delete forget erase remove account',
  help: 'how what commands ?',
}

const wordsOf = new Map(subcommands.map((command) => [command, new Set(WORDS[command].split(' '))]))

type Phrase = { pattern: RegExp; means: readonly Subcommand[] }

const PHRASES: readonly Phrase[] = [
  // "I want to mentor", "be a mentor"
  {
    pattern: /\b(?:to|can|could|will) mentor\b|\b(?:be|become) (?:a|an|their|your) mentor\b/,
    means: ['offer'],
  },
  // "I want a mentor", "find mentor", but not "be a mentor"
  { pattern: /(?<!\b(?:be|become) )\b(?:a|my|any|find|need) mentor\b/, means: ['find', 'request'] },
]

/** A phrase counts for more than any one word. */
const PHRASE_SCORE = 4

const MOST_READ = 200
const MOST_SHOWN = 3

/** What somebody most likely meant who typed this after `/mentor`, by words and by letters, the likeliest first. */
export const meantBy = (typed: string): readonly Subcommand[] => {
  const text = typed.slice(0, MOST_READ).toLowerCase()
  const words = text.split(/[\s,.!]+/).filter((word) => word !== '')
  const phrased = PHRASES.filter(({ pattern }) => pattern.test(text)).flatMap(({ means }) => means)
  const score = (command: Subcommand) =>
    (phrased.includes(command) ? PHRASE_SCORE : 0) +
    words.reduce((sum, word, at) => sum + likeness(word, at === 0, command), 0)
  return subcommands
    .map((command) => ({ command, score: score(command) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SHOWN)
    .map(({ command }) => command)
}

const likeness = (word: string, isFirst: boolean, command: Subcommand): number => {
  if (word === command) return 3
  if (wordsOf.get(command)?.has(word)) return 2
  return isFirst && isSlipOf(word, command) ? 4 - distance(word, command) : 0
}

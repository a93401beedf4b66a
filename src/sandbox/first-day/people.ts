import type { SeedMember } from '../slack/state/seed.ts'

/** What somebody says of themselves in the directory. */
export type Said = {
  mentors?: boolean
  seeks?: boolean
  headline: string
  about?: string
  helpsWith?: readonly string[]
  learns?: readonly string[]
  mentees?: number
}

/** Those whom the directory is worth searching for, besides the members whom one plays. */
export const colleagues: SeedMember[] = [
  {
    id: 'U0AMARA001',
    handle: 'amara',
    realName: 'Amara Okafor',
    title: 'Engineering manager',
    zone: 'Africa/Lagos',
  },
  {
    id: 'U0BJORN001',
    handle: 'bjorn',
    realName: 'Bjørn Solberg',
    title: 'Staff engineer',
    zone: 'Europe/Oslo',
  },
  {
    id: 'U0CAMILA01',
    handle: 'camila',
    realName: 'Camila Duarte',
    title: 'Researcher',
    zone: 'America/Sao_Paulo',
  },
  { id: 'U0FATIMA01', handle: 'fatima', realName: 'Fatima Zahra', zone: 'Africa/Casablanca' },
  { id: 'U0HANA0001', handle: 'hana', realName: 'Hana Kimura', title: 'Data scientist', zone: 'Asia/Tokyo' },
  {
    id: 'U0IRENA001',
    handle: 'irena',
    realName: 'Irena Kovač',
    title: 'Product designer',
    zone: 'Europe/Ljubljana',
  },
  { id: 'U0JONAS001', handle: 'jonas', realName: 'Jonas Weber', zone: 'Europe/Berlin' },
  { id: 'U0KAVYA001', handle: 'kavya', realName: 'Kavya Nair', title: 'Engineer', zone: 'Asia/Kolkata' },
  {
    id: 'U0LIAM0001',
    handle: 'liam',
    realName: 'Liam Walsh',
    title: 'Technical writer',
    zone: 'Europe/Dublin',
  },
  { id: 'U0MEI00001', handle: 'mei', realName: 'Mei Lin', title: 'Senior engineer', zone: 'Asia/Singapore' },
  {
    id: 'U0NOAH0001',
    handle: 'noah',
    realName: 'Noah Carter',
    title: 'Designer',
    zone: 'America/Los_Angeles',
  },
  { id: 'U0OLENA001', handle: 'olena', realName: 'Olena Shevchuk', zone: 'Europe/Kyiv' },
]

/** By handle; topics are named as people would type them. Olena has just joined, and has none yet. */
export const profiles: Readonly<Record<string, Said>> = {
  ada: {
    mentors: true,
    seeks: true,
    headline: 'Front ends that everybody can use',
    about:
      'Ten years of design systems. I like to pair on real screens: bring one of yours, and we go through it with a keyboard and a screen reader.',
    helpsWith: ['Accessibility', 'CSS', 'Design systems'],
    learns: ['System design', 'Public speaking'],
  },
  ben: {
    mentors: true,
    headline: 'Staff engineer, about fifty system design interviews',
    about: 'Mock interviews, portfolios and honest feedback. Early mornings suit me best.',
    helpsWith: ['System design', 'Interviews', 'Code review'],
    mentees: 3,
  },
  chandra: {
    seeks: true,
    headline: 'From support towards product',
    about: 'I answer customers all day and would like to build what they ask for.',
    learns: ['Product management', 'Accessibility', 'User research'],
  },
  dana: {
    mentors: true,
    headline: 'Product manager, once in support',
    about: 'Happy to tell the long version of how I moved, and what I would do differently.',
    helpsWith: ['Product management', 'Career changes'],
    learns: ['SQL'],
  },
  amara: {
    mentors: true,
    headline: 'Data engineer: pipelines that do not wake you up',
    helpsWith: ['SQL', 'Postgres', 'Data pipelines'],
    learns: ['Leading teams'],
  },
  bjorn: {
    mentors: true,
    headline: 'I have led three teams, two of them well',
    about: 'First months as a lead, difficult conversations, and saying no.',
    helpsWith: ['Leading teams', 'Feedback', 'Hiring'],
    mentees: 2,
  },
  camila: {
    mentors: true,
    seeks: true,
    headline: 'Research with people who never asked for software',
    helpsWith: ['User research', 'Interviews'],
    learns: ['Data visualization'],
  },
  fatima: {
    seeks: true,
    headline: 'Back-end developer in her second year',
    about: 'I can write a query. I would like to know why it is slow.',
    learns: ['Postgres', 'System design'],
  },
  hana: {
    mentors: true,
    headline: 'Charts that tell one thing',
    about: 'Bring a dashboard. We will throw most of it away.',
    helpsWith: ['Data visualization', 'Public speaking'],
  },
  irena: {
    mentors: true,
    headline: 'Security, explained without fear',
    helpsWith: ['Security', 'Threat modelling', 'Code review'],
  },
  jonas: {
    seeks: true,
    headline: 'Just became a team lead, and it shows',
    learns: ['Leading teams', 'Feedback'],
  },
  kavya: {
    mentors: true,
    headline: 'Machine learning in production, which is mostly data',
    helpsWith: ['Machine learning', 'Python', 'Data pipelines'],
    mentees: 1,
  },
  liam: {
    mentors: true,
    headline: 'Writing that people read to the end',
    about: 'Design documents, release notes, talks. Send me a page and I send it back shorter.',
    helpsWith: ['Technical writing', 'Public speaking'],
  },
  mei: {
    mentors: true,
    headline: 'Node.js and TypeScript since before it was popular',
    helpsWith: ['Node.js', 'TypeScript', 'Testing'],
    learns: ['Rust'],
  },
  noah: {
    seeks: true,
    headline: 'Designer who would like to read code',
    learns: ['TypeScript', 'CSS'],
  },
}

/** The house's arrows (docs/architecture.md). A test asserts that they are checked over every module. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    never(
      'no-circles',
      'Modules that need each other, be it for a type, are one module.',
      {},
      { circular: true },
    ),
    never(
      'domain-is-pure',
      'The domain imports nothing but itself, and dayjs in time.ts.',
      { path: '^src/domain/' },
      { pathNot: ['^src/domain/', '^node_modules/dayjs/'] },
    ),
    never(
      'dayjs-lives-in-time',
      'One home for dayjs.',
      { path: '^src/', pathNot: '^src/domain/time/time\\.ts$' },
      { path: '^node_modules/dayjs/' },
    ),
    never(
      'store-knows-the-domain-only',
      'store → domain.',
      { path: '^src/store/' },
      { path: '^src/', pathNot: ['^src/store/', '^src/domain/'] },
    ),
    never(
      'service-knows-store-and-domain',
      'service → store → domain.',
      { path: '^src/service/' },
      { path: '^src/', pathNot: ['^src/service/', '^src/store/', '^src/domain/'] },
    ),
    never(
      'worker-is-given-its-sender',
      'worker → service, store; how to send reaches it as an argument.',
      { path: '^src/worker/' },
      {
        path: '^src/',
        pathNot: ['^src/worker/', '^src/service/', '^src/store/', '^src/domain/', '^src/app/log\\.ts$'],
      },
    ),
    never(
      'slack-goes-through-services',
      'slack → service → domain; of store and worker it knows types alone.',
      { path: '^src/slack/' },
      { path: '^src/(store|worker)/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'views-are-pure',
      'State in, Block Kit out.',
      { path: '^src/slack/views/' },
      {
        path: ['^src/(service|store|worker)/', '^node_modules/@slack/bolt/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'a-language-is-chosen-at-the-top',
      'Everything else is handed its words (Words).',
      { path: '^src/', pathNot: '^src/(slack/text/|app/wiring\\.ts$)' },
      { path: '^src/slack/text/english/' },
    ),
    never(
      'a-language-words-the-time',
      'What people call a zone, or hours, is language.',
      { path: '^src/slack/', pathNot: '^src/slack/text/' },
      { path: '^src/domain/(time/zone-names|availability/hours-in-words)\\.ts$' },
    ),
    never(
      'calendar-knows-the-domain-only',
      'A session in, a calendar file or link out.',
      { path: '^src/calendar/' },
      { path: '^src/', pathNot: ['^src/calendar/', '^src/domain/'] },
    ),
    never(
      'calendar-files-live-in-calendar',
      'One home for the library that writes them.',
      { path: '^src/', pathNot: '^src/calendar/' },
      { path: '^node_modules/ical-generator/' },
    ),
    never(
      'report-files-know-the-domain-only',
      'Numbers and rows in, a picture or a file out.',
      { path: '^src/report/' },
      { path: '^src/', pathNot: ['^src/report/', '^src/domain/'] },
    ),
    never(
      'report-files-live-in-report',
      'One home for the libraries that draw them and write them.',
      { path: '^src/', pathNot: '^src/report/' },
      { path: '^node_modules/(echarts|@resvg|csv-stringify|dejavu-fonts-ttf)/' },
    ),
    never(
      'sql-lives-in-store',
      'The only home of Knex.',
      { path: '^src/', pathNot: '^src/store/' },
      { path: '^node_modules/(knex|pg|@electric-sql)/' },
    ),
    never(
      'bolt-lives-in-slack',
      'The only home of Bolt and the Web API; the local Slack speaks the other side of it.',
      { path: '^src/', pathNot: '^src/(slack|sandbox)/' },
      { path: '^node_modules/@slack/' },
    ),
    never(
      'production-never-needs-the-sandbox',
      'One dynamic import in main.ts, and no other.',
      { path: '^src/', pathNot: '^src/(sandbox/|main\\.ts$)' },
      { path: '^src/sandbox/' },
    ),
    never(
      'main-imports-the-sandbox-only-when-asked',
      'A production start loads no file of it.',
      { path: '^src/main\\.ts$' },
      { path: '^src/sandbox/', dynamic: false },
    ),
    never(
      'the-sandbox-has-one-door',
      'The one dynamic import is of its start.',
      { path: '^src/main\\.ts$' },
      { path: '^src/sandbox/', pathNot: '^src/sandbox/start\\.ts$' },
    ),
    never(
      'the-local-slack-stands-alone',
      'Another app could have it by moving its folder: it needs nothing but Node.',
      { path: '^src/sandbox/slack/' },
      { pathNot: '^src/sandbox/slack/', dependencyTypesNot: ['core'] },
    ),
    never(
      'the-sandbox-meets-the-app-at-its-start',
      'start.ts is handed the composition root; all else knows the local Slack, and the time.',
      { path: '^src/sandbox/', pathNot: '^src/sandbox/start\\.ts$' },
      { path: '^src/', pathNot: ['^src/sandbox/', '^src/domain/time/time\\.ts$'] },
    ),
    never(
      'the-sandbox-starts-through-the-composition-root',
      'What the app does it shows over HTTP alone.',
      { path: '^src/sandbox/start\\.ts$' },
      {
        path: '^src/',
        pathNot: ['^src/sandbox/', '^src/domain/time/time\\.ts$', '^src/app/(config|log|wiring)\\.ts$'],
      },
    ),
    never(
      'the-page-runs-in-the-browser',
      'Of the server it knows types, and what is as plain as JSON.',
      { path: '^src/sandbox/page/' },
      {
        path: '^src/',
        pathNot: ['^src/sandbox/page/', '^src/sandbox/slack/(json|rules/offered-conversations)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'nothing-needs-the-top',
      'main → wiring → the parts; nothing points back, but for types.',
      { path: '^src/', pathNot: '^src/(main\\.ts|migrate\\.ts|[a-z]+-cli\\.ts|app/)' },
      { path: '^src/(main|app/(wiring|outbox-wiring))\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
}

/** The house's arrows (README, "Structure"): what may import what. */
const rooms =
  'procedures|dossiers|feedback|surveys|notices|broadcasts|assist|reports|people|unanswered|chat|unit|search|settings|health'
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-stands-alone',
      comment: 'kernel is pure vocabulary',
      severity: 'error',
      from: { path: '^server/kernel/' },
      to: { path: '^(server|bot|miniapp)/', pathNot: '^server/(kernel|content/schema)' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: `^server/(${rooms})/(rules|schema)(\\.ts$|/)` },
      to: {
        path: '^server/',
        pathNot: `^server/(kernel/|content/(schema|report-settings)|(${rooms})/(schema|rules)(\\.ts$|/))`,
      },
    },
    {
      name: 'rooms-meet-through-services',
      comment: 'another room only through its service or schema; routes stay in their own room',
      severity: 'error',
      from: { path: `^server/(${rooms})/` },
      to: { path: `^server/(${rooms})/(store|routes|pages)`, pathNot: '^server/$1/' },
    },
    {
      name: 'routes-know-no-storage',
      severity: 'error',
      from: { path: 'server/[^/]+/routes' },
      to: { path: '^server/storage/' },
    },
    {
      name: 'grammy-in-telegram-only',
      severity: 'error',
      from: { pathNot: '^bot/channels/telegram' },
      to: { path: 'node_modules/grammy' },
    },
    {
      name: 'libsql-in-storage-only',
      severity: 'error',
      from: { pathNot: '^server/storage/' },
      to: { path: 'node_modules/@libsql' },
    },
    {
      name: 'zmp-sdk-in-adapter-only',
      severity: 'error',
      from: { pathNot: '^miniapp/src/zalo' },
      to: { path: 'node_modules/zmp-sdk' },
    },
    {
      name: 'bot-knows-no-server-insides',
      severity: 'error',
      from: { path: '^bot/' },
      to: { path: '^server/', pathNot: '^server/(kernel/|content/|storage/db|[^/]+/(schema|service))' },
    },
    {
      name: 'conversation-knows-no-channel',
      severity: 'error',
      from: { path: '^bot/(conversation|flows)/' },
      to: { path: '^bot/channels/' },
    },
    {
      name: 'miniapp-takes-types-only',
      comment: 'and the drawing of QR codes, which knows nothing else',
      severity: 'error',
      from: { path: '^miniapp/' },
      to: { path: '^(server|bot)/', pathNot: '^server/kernel/qr', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-does-not-know-the-miniapp',
      severity: 'error',
      from: { path: '^(server|bot)/' },
      to: { path: '^miniapp/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

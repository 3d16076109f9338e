/** What each room may import: the table of ARCHITECTURE.md. Every import goes down. */
const mayImport = {
  domain: [],
  ingest: ['domain', 'stores'],
  features: ['domain'],
  models: ['domain'],
  policies: ['domain'],
  workflows: ['domain', 'activities'],
  activities: ['domain', 'features', 'models', 'policies', 'stores'],
  stores: ['domain'],
  workers: ['domain', 'ingest', 'features', 'models', 'policies', 'workflows', 'activities', 'stores'],
  commands: [
    'domain',
    'ingest',
    'features',
    'models',
    'policies',
    'workflows',
    'activities',
    'stores',
    'workers',
    'api',
  ],
  api: ['domain', 'ingest', 'features', 'models', 'policies', 'stores', 'activities'],
  ui: ['domain', 'api'],
  simulator: ['domain'],
  stack: [],
  bench: [],
  tests: [],
}
const rooms = Object.keys(mayImport)
/** They look at the whole house; nobody looks at them. */
const onlookers = ['bench', 'tests']

const inside = (names) => `^(${names.join('|')})/`

const roomRules = rooms
  .filter((room) => !onlookers.includes(room))
  .map((room) => ({
    name: `${room}-imports-only-what-it-may`,
    comment: `${room} may import ${mayImport[room].join(', ') || 'no other room'}.`,
    severity: 'error',
    from: { path: inside([room]) },
    to: { path: inside(rooms), pathNot: inside([room, ...mayImport[room]]) },
  }))

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'domain-needs-only-zod',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'domain-text-is-free-of-zod',
      comment: 'The pages use it: a validator does not belong in their bundle.',
      severity: 'error',
      from: { path: '^domain/text/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-take-only-types-of-activities',
      comment: 'An activity runs outside the sandbox: the workflow calls it through a proxy.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-takes-only-the-judgement-of-the-gate',
      comment: 'It writes nothing: what a worker is shown is what would be asked when it is sent.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^activities/', pathNot: '^activities/gate\\.ts$' },
    },
    {
      name: 'ui-takes-only-types-of-the-contract',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: '^api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-takes-only-the-contract-of-the-api',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: '^api/', pathNot: '^api/contract(\\.ts$|/)' },
    },
    {
      name: 'ui-takes-only-types-and-texts-of-the-domain',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: '^domain/', pathNot: '^domain/text/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-undeclared',
      comment: 'What is imported stands in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'the-product-runs-without-tools',
      comment: 'Tools of the build and of the tests are not there in production.',
      severity: 'error',
      from: {
        path: inside(rooms.filter((room) => !['ui', 'stack', ...onlookers].includes(room))),
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.nuxt-ui)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json', '.d.ts'],
    },
  },
}

// The floors of the house: which room may import which. Every rule says what to do instead.
const rooms = {
  // room: what it may import besides itself; a room that is not here fails
  model: [],
  kafka: ['model'],
  decoding: ['model'],
  diagnosis: ['model'],
  lint: ['model'],
  report: ['model'],
  webviewProtocol: ['model'],
  gather: ['kafka', 'decoding', 'model'],
  peek: ['kafka', 'decoding', 'model'],
  clusters: ['kafka', 'lint', 'model'],
  cli: ['clusters', 'gather', 'diagnosis', 'lint', 'report', 'kafka', 'decoding', 'model'],
};

const rule = (name, from, to, comment) => ({ name, from, to, comment, severity: 'error' });

export default {
  forbidden: [
    ...Object.entries(rooms).map(([room, below]) =>
      rule(
        `${room}-imports-only-its-floor`,
        { path: `^src/${room}/` },
        { path: '^(src|webview|test)/', pathNot: `^src/(${[room, ...below].join('|')})/` },
        `${room} may use only ${['itself', ...below].join(', ')}. Pass what it needs as an argument, or move the shared part to a floor below.`,
      ),
    ),
    rule(
      'every-room-is-in-the-table',
      { path: '^src/', pathNot: `^src/(extension[.]ts$|vscode/|(${Object.keys(rooms).join('|')})/)` },
      {},
      'A new room needs a line in the table above: say what it may import.',
    ),
    rule(
      'webview-sees-its-protocol',
      { path: '^webview/' },
      { path: '^src/', pathNot: '^src/(webviewProtocol|model)/' },
      'A page knows the messages and the model. Work belongs in the host; words that need the report are worded there and sent.',
    ),
    rule(
      'nobody-imports-a-page',
      { path: '^src/' },
      { path: '^webview/' },
      'The host and its pages share only src/webviewProtocol and src/model.',
    ),
    rule(
      'pages-and-floor-have-no-node',
      { path: '^(webview|src/(model|webviewProtocol))/' },
      { dependencyTypes: ['core'] },
      'These run in a browser too. Use what every JavaScript engine has.',
    ),
    rule(
      'rules-are-pure',
      { path: '^src/(diagnosis|lint/(?!readers/))' },
      { pathNot: '^src/' },
      'A rule is a function of what it is given: no I/O, no clock, no library. Gather what it needs first and pass it in.',
    ),
    rule(
      'vscode-stays-in-vscode',
      { path: '^src/', pathNot: '^src/(vscode/|extension[.]ts$)' },
      { path: '^vscode$|@types/vscode|^src/vscode/' },
      'Translate to and from the editor in src/vscode; words come from src/report.',
    ),
    rule(
      'kafkajs-stays-in-connection',
      { path: '^(src|webview)/', pathNot: '^src/kafka/connection/' },
      { path: '^kafkajs|node_modules/kafkajs' },
      'kafkajs carries bytes for src/kafka/connection and for nothing else. Ask the cluster through src/kafka.',
    ),
    rule(
      'only-actions-change-clusters',
      { path: '^src/', pathNot: '^src/(actions|kafka/changes)/' },
      { path: '^src/kafka/changes/' },
      'Looking at a cluster changes nothing. What changes it goes through src/actions: plan, question, change, look again.',
    ),
    rule(
      'toolkit-is-registered-once',
      { path: '^(src|webview)/', pathNot: '^webview/shared/toolkit[.]ts$' },
      { path: 'webview-ui-toolkit' },
      'The archived toolkit is imported by webview/shared/toolkit.ts alone; pages write its elements in HTML.',
    ),
    rule('no-cycles', {}, { circular: true }, 'Move what both need to a file of its own below them.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json', '.md'] },
  },
};

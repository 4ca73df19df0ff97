import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { lintCommand } from '../../../src/cli/lint.ts';
import { rules as ofTheText } from '../../../src/lint/rules/index.ts';
import { workspaceRules } from '../../../src/lint/rules/workspaceRules.ts';

/** Stands for the rules' pages, which only the bundle holds. */
const rules = [...ofTheText, ...workspaceRules];
const described = rules.map(({ id, title, severity }) => ({ id, title, severity, page: `# ${title}\n\nWhat it means.\n` }));

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'lint-cli-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function files(contents: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

async function run(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await lintCommand(args, {
    ...{ folder, version: '1.2.3', rules: described, readInput: () => input },
    print: text => void (out += text),
    complain: text => void (err += text),
  });
  return { code, out, err };
}

const close = 'group.id=billing\nbootstrap.servers=a:9092\nsession.timeout.ms=10000\nheartbeat.interval.ms=9000\n';
const fine = 'bootstrap.servers=a:9092\ngroup.id=billing\nauto.offset.reset=earliest\n';

describe('kafka-troubleshooter lint', () => {
  it('tells each problem with its place, and how many there are', async () => {
    files({ 'app/consumer.properties': close });
    assert.deepEqual(await run(['.']), {
      code: 1,
      out: `app/consumer.properties:4:23: warning: A heartbeat every 9,000 ms (9 s) leaves room for only one heartbeat in the session timeout of 10,000 ms (10 s). A third of it is usual. [heartbeat-close-to-session]

1 problem (1 warning) in 1 client file.
`,
      err: '',
    });
  });

  it('ends with 0 where nothing is wrong, and where no file is a client’s, which it says', async () => {
    files({ 'consumer.properties': fine, 'other/messages.properties': 'greeting=hello\n' });
    assert.deepEqual(await run(['.']), { code: 0, out: 'No problem in 1 client file.\n', err: '' });
    const { code, out } = await run(['other']);
    assert.deepEqual({ code, out }, { code: 0, out: "No Kafka client's configuration among 1 file.\n" });
  });

  it('hands no control character of a file to the terminal, and no line of its own to a pipeline', async () => {
    files({ 'consumer.yaml': 'bootstrap.servers: a:9092\ngroup.id: billing\nauto.offset.reset: "last\\n::error::x\\e[31m"\n' });
    const { out } = await run(['.']);
    assert.match(out, /\[value-not-allowed\]/);
    assert.doesNotMatch(out, /\u001b|^::error/m);
  });

  it('reads a file from the standard input', async () => {
    const { code, out } = await run(['-', '--stdin-name', 'deploy/consumer.properties'], close);
    assert.equal(code, 1);
    assert.match(out, /^deploy\/consumer\.properties:4:23: warning:/);
  });

  it('tells and fails only from the severity on that is asked for', async () => {
    files({ 'consumer.properties': close });
    assert.deepEqual(await run(['.', '--min-severity', 'error']), { code: 0, out: 'No problem in 1 client file.\n', err: '' });
    assert.equal((await run(['.', '--min-severity', 'warning'])).code, 1);
  });

  it('lets a rule be off, or as severe as a team wants it', async () => {
    files({ 'consumer.properties': close });
    assert.equal((await run(['.', '--rule', 'heartbeat-close-to-session=off'])).code, 0);
    assert.equal((await run(['.', '--rule', 'heartbeat-close-to-session=information'])).code, 0);
    assert.match((await run(['.', '--rule', 'heartbeat-close-to-session=error'])).out, /:4:23: error:/);
  });

  it('takes the client from the command where the file does not tell it', async () => {
    files({ 'settings.properties': 'retries=0\nclient.id=a\n' });
    assert.equal((await run(['.'])).out, "No Kafka client's configuration among 1 file.\n");
    assert.match((await run(['settings.properties', '--client', 'producer java 3.9'])).out, /\[retries-off\]/);
  });

  it('leaves out what .gitignore leaves out, and folders of tools', async () => {
    files({
      '.git/HEAD': '',
      '.gitignore': 'local/\n*.secret.properties\n!kept.secret.properties\n',
      'local/consumer.properties': close,
      'node_modules/x/consumer.properties': close,
      'app/my.secret.properties': close,
      'app/kept.secret.properties': close,
      'app/.gitignore': 'consumer.properties\n',
      'app/consumer.properties': close,
      'b/consumer.properties': close,
    });
    const { out } = await run(['.']);
    assert.deepEqual(
      [...new Set([...out.matchAll(/^(.*?):\d/gm)].map(match => match[1]))],
      ['app/kept.secret.properties', 'b/consumer.properties'],
    );
    assert.match((await run(['app'])).out, /^app\/kept\.secret\.properties:/, 'the folders above have a say, too');
    assert.match((await run(['app/consumer.properties'])).out, /^app\/consumer\.properties:4/, 'a file that is named is checked');
  });

  it('ends with 2 and a sentence when it was called wrongly', async () => {
    for (const [args, sentence] of [
      [[], 'Name the files or folders to check, or - for the standard input.\n'],
      [['.', '--format', 'xml'], 'There is no format xml: it is text, json or sarif.\n'],
      [['.', '--min-severity', 'fatal'], 'There is no severity fatal: it is hint, information, warning or error.\n'],
      [['.', '--rule', 'no-such-rule=off'], 'There is no rule no-such-rule.\n'],
      [['.', '--rule', 'acks-weak=loud'], 'The rule acks-weak can be off, hint, information, warning or error.\n'],
      [['.', '--client', 'whatever'], '“whatever” names neither role, library nor version, as in "consumer java 3.9".\n'],
    ] as const) {
      assert.deepEqual(await run(args), { code: 2, out: '', err: sentence });
    }
    assert.equal((await run(['.', '--colour'])).code, 2);
  });

  it('ends with 2 when something could not be checked, and checks the rest', async () => {
    files({ 'consumer.properties': close });
    const { code, out } = await run(['gone.properties', 'consumer.properties']);
    assert.equal(code, 2);
    assert.match(out, /^consumer\.properties:4:23: /);
    assert.match(out, /\ngone\.properties: not checked: there is no such file or folder\n/);
    assert.match((await run(['gone.properties', '--format', 'json'])).err, /^gone\.properties: not checked: /);
  });

  it('tells other programs the same as JSON', async () => {
    files({ 'consumer.properties': close, 'messages.properties': 'a=b\n' });
    const { code, out } = await run(['.', '--format', 'json']);
    assert.equal(code, 1);
    const report = JSON.parse(out) as { files: { problems: Record<string, unknown>[] }[]; filesLookedAt: number };
    assert.deepEqual(report.filesLookedAt, 2);
    const [problem] = report.files[0]?.problems ?? [];
    assert.deepEqual(
      { rule: problem?.['rule'], severity: problem?.['severity'], range: problem?.['range'] },
      {
        rule: 'heartbeat-close-to-session',
        severity: 'warning',
        range: { start: { line: 4, column: 23, offset: 89 }, end: { line: 4, column: 27, offset: 93 } },
      },
    );
    assert.match(JSON.stringify(problem?.['fixes']), /"newText":"3333"/);
  });

  it('writes SARIF that its schema takes, with rules, help, regions and fixes', async () => {
    files({ 'my app/consumer.properties': close });
    const { out } = await run(['.', 'gone.properties', '--format', 'sarif']);
    const log = JSON.parse(out) as Sarif;
    const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(sarifSchema);
    assert.ok(validate(log), JSON.stringify(validate.errors, undefined, 2));
    const [made] = log.runs;
    assert.equal(made?.tool.driver.rules.length, rules.length);
    const [result] = made.results;
    assert.equal(made.tool.driver.rules[result?.ruleIndex ?? -1]?.id, 'heartbeat-close-to-session');
    assert.deepEqual(result?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'my%20app/consumer.properties' },
      region: { startLine: 4, startColumn: 23, endLine: 4, endColumn: 27, charOffset: 89, charLength: 4 },
    });
    assert.equal(result.fixes[0]?.artifactChanges[0]?.replacements[0]?.insertedContent.text, '3333');
    assert.equal(made.invocations[0]?.executionSuccessful, false);
  });

  it('tells the same problem by the same fingerprint when lines are added above', async () => {
    const fingerprints = async (content: string) => {
      files({ 'consumer.properties': content });
      const log = JSON.parse((await run(['.', '--format', 'sarif'])).out) as Sarif;
      return log.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    };
    assert.deepEqual(await fingerprints(`# one\n# two\n${close}`), await fingerprints(close));
  });

  it('tells what takes two files to see, with the place in the other one', async () => {
    files({
      'billing/consumer.properties': 'bootstrap.servers=a:9092\ngroup.id=shared-group\ntopics=orders\n',
      'search/consumer.properties': '# search\nbootstrap.servers=a:9092\ngroup.id=shared-group\ntopics=clicks\n',
    });
    const { out } = await run(['.', '--format', 'json']);
    const report = JSON.parse(out) as {
      files: { path: string; problems: { rule: string; related: { path: string; range: { start: { line: number } } }[] }[] }[];
    };
    const shared = report.files.flatMap(({ path: file, problems }) =>
      problems
        .filter(({ rule }) => rule === 'group-id-shared')
        .map(({ related }) => [file, related[0]?.path, related[0]?.range.start.line]),
    );
    assert.deepEqual(shared, [
      ['billing/consumer.properties', 'search/consumer.properties', 3],
      ['search/consumer.properties', 'billing/consumer.properties', 2],
    ]);
    assert.deepEqual((await run(['.', '--rule', 'group-id-shared=off'])).out.includes('group-id-shared'), false);
  });

  it('judges a profile’s file by what it is laid over', async () => {
    files({
      'application.yml':
        'spring:\n  kafka:\n    bootstrap-servers: a:9092\n    consumer:\n      group-id: g\n      properties:\n        session.timeout.ms: 10000\n',
      'application-prod.yml': 'spring:\n  kafka:\n    consumer:\n      properties:\n        heartbeat.interval.ms: 9000\n',
    });
    assert.match((await run(['application-prod.yml'])).out, /^application-prod\.yml:5:32: warning: .*\[heartbeat-close-to-session\]/m);
  });

  it('repeats no secret in any format', async () => {
    const secret = 'Tr0ub4dor&3';
    files({
      'consumer.properties': `${fine}security.protocol=SASL_SSL\nsasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${secret}"
ssl.truststore.location=/t.jks
ssl.truststore.password="${secret}1"
ssl.keystore.location=/k.jks
ssl.keystore.password=${secret}2 # from the vault ${secret}
ssl.key.password=${secret}\\k3
ssl.key.password=other${secret}
`,
    });
    for (const format of ['text', 'json', 'sarif']) {
      const { code, out, err } = await run(['.', '--format', format]);
      assert.equal(code, 1);
      assert.match(out, /secret-in-plain-text/);
      assert.ok(!`${out}${err}`.includes('Tr0ub4dor'), out);
    }
  });
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly {
      readonly ruleIndex: number;
      readonly partialFingerprints: unknown;
      readonly locations: readonly { readonly physicalLocation: unknown }[];
      readonly fixes: readonly {
        readonly artifactChanges: readonly { readonly replacements: readonly { readonly insertedContent: { readonly text: string } }[] }[];
      }[];
    }[];
  }[];
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Failure, FailureKind } from '../../../src/model/failure.ts';
import { wordsByCode } from '../../../src/report/failureCodes.ts';
import { describeFailure, failureSentence } from '../../../src/report/failureWords.ts';
import { missingPermission } from '../../../src/model/missingPermission.ts';
import { permissionWords } from '../../../src/report/permissions.ts';

const kinds: Readonly<Record<FailureKind, true>> = {
  'name-not-found': true,
  unreachable: true,
  silent: true,
  'not-kafka': true,
  tls: true,
  'login-refused': true,
  forbidden: true,
  'not-found': true,
  'no-leader': true,
  'no-coordinator': true,
  unsupported: true,
  unreadable: true,
  cancelled: true,
  kafka: true,
};

function check(failure: Failure): void {
  const { what, why, next } = describeFailure(failure);
  for (const text of [what, why, next]) {
    assert.match(text, /\S.{5,}/, JSON.stringify(failure));
    assert.doesNotMatch(text, /undefined|null|\(\)|  | \./, text);
  }
  assert.doesNotMatch(what, /[.]$/);
  assert.match(why, /[.]$/);
  assert.match(next, /[.)]$/);
  assert.equal(failureSentence(failure), `${what}. ${why} ${next}`);
}

describe('a failure in words', () => {
  for (const kind of Object.keys(kinds) as FailureKind[]) {
    it(`says of “${kind}” what failed, why, and what to do, however little is known`, () => {
      check({ kind });
      check({ kind, code: 'SOMETHING_NEW' });
      check({ kind, code: 'SOMETHING_NEW', broker: 'broker-1:9092', subject: 'orders-2', request: 'ListOffsets', detail: 'its own words' });
    });
  }

  for (const code of Object.keys(wordsByCode)) {
    it(`has words of its own for ${code}`, () => {
      check({ kind: 'kafka', code });
      check({ kind: 'kafka', code, broker: 'broker-1:9092', subject: 'orders-2', request: 'Fetch', detail: 'its own words' });
    });
  }

  it('knows every code that the rooms below make up themselves', () => {
    const folder = path.join(import.meta.dirname, '../../../src');
    const files = ['kafka', 'gather', 'peek'].flatMap(room =>
      readdirSync(path.join(folder, room), { recursive: true, encoding: 'utf8' }).map(file => path.join(folder, room, file)),
    );
    const codes = files
      .filter(file => file.endsWith('.ts'))
      .flatMap(file => [...readFileSync(file, 'utf8').matchAll(/code: '([A-Z_]+)'|'((?:TOKEN|(?:KEY|TRUST)?STORE)_[A-Z_]+)'/g)])
      .map(([, code, inArgument]) => code ?? inArgument ?? '');
    const unworded = new Set(codes.filter(code => !(code in wordsByCode)));
    // Their kind says all: an idle connection that was closed, an API that is too new, an authorization.
    for (const code of ['IDLE', 'UNSUPPORTED_VERSION', 'CLUSTER_AUTHORIZATION_FAILED', 'TOPIC_AUTHORIZATION_FAILED']) unworded.delete(code);
    assert.deepEqual([...unworded], []);
  });

  it('says so where a listener offers only logins that are not available here', () => {
    for (const code of ['UNSUPPORTED_SASL_MECHANISM', 'LOGIN_REQUIRED']) {
      const offering = (detail: string) => describeFailure({ kind: 'login-refused', code, subject: 'PLAIN', detail });
      assert.match(offering('GSSAPI').why, /GSSAPI/);
      assert.match(offering('GSSAPI, AWS_MSK_IAM').next, /None of these is available here/);
      assert.doesNotMatch(offering('GSSAPI, SCRAM-SHA-512').next, /None/);
    }
  });

  it('names the other servers that were tried in vain', () => {
    const { why } = describeFailure({
      kind: 'unreachable',
      code: 'ECONNREFUSED',
      broker: 'a:1',
      others: ['b:2 ETIMEDOUT', 'c:3 ENOTFOUND'],
    });
    assert.match(why, / The other servers of the list failed too: b:2 \(ETIMEDOUT\), c:3 \(ENOTFOUND\)\.$/);
  });

  const sentences: readonly (readonly [Failure, string])[] = [
    [
      { kind: 'unreachable', code: 'ECONNREFUSED', broker: 'localhost:9093' },
      'localhost:9093 refused the connection. The host answers, but nothing listens on that port.',
    ],
    [{ kind: 'not-found', code: 'GROUP_ID_NOT_FOUND', subject: 'orders-biling' }, 'The group orders-biling does not exist.'],
    [
      { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'ListOffsets', subject: 'refunds-0' },
      'This login may not see topic refunds. It needs DESCRIBE on TOPIC refunds (TOPIC_AUTHORIZATION_FAILED).',
    ],
    [
      { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Fetch', subject: 'refunds-0' },
      'This login may not read topic refunds. It needs READ on TOPIC refunds (TOPIC_AUTHORIZATION_FAILED).',
    ],
    [
      {
        kind: 'login-refused',
        code: 'UNSUPPORTED_SASL_MECHANISM',
        broker: 'b:9093',
        subject: 'PLAIN',
        detail: 'SCRAM-SHA-256, SCRAM-SHA-512',
      },
      'b:9093 does not offer PLAIN. It offers SCRAM-SHA-256, SCRAM-SHA-512.',
    ],
    [{ kind: 'not-kafka', code: 'ANSWERS_HTTP', broker: 'b:8081' }, 'b:8081 speaks HTTP, not Kafka.'],
  ];
  for (const [failure, sentence] of sentences) {
    it(`says: ${sentence}`, () => assert.ok(failureSentence(failure).startsWith(sentence), failureSentence(failure)));
  }

  it('never begins the name of a host or a group with a capital', () => {
    assert.match(describeFailure({ kind: 'silent', broker: 'the-broker:9092' }).what, /^the-broker:9092/);
    assert.match(describeFailure({ kind: 'not-found', subject: 'no-such-topic' }).what, /^no-such-topic/);
  });
});

describe('a missing permission', () => {
  const cases: readonly (readonly [Failure, string | null])[] = [
    [{ kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED', subject: 'billing' }, 'DESCRIBE on GROUP billing'],
    [{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Metadata', subject: 'orders-2' }, 'DESCRIBE on TOPIC orders-2'],
    [{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'ListOffsets', subject: 'orders-2' }, 'DESCRIBE on TOPIC orders'],
    [
      { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'DescribeConfigs', subject: 'orders' },
      'DESCRIBE_CONFIGS on TOPIC orders',
    ],
    [{ kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'ListGroups' }, 'DESCRIBE on CLUSTER'],
    [{ kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'DescribeClientQuotas' }, 'DESCRIBE_CONFIGS on CLUSTER'],
    [{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Produce', subject: 'orders-2' }, 'WRITE on TOPIC orders'],
    [{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'CreateTopics', subject: 'orders-2' }, 'CREATE on TOPIC orders-2'],
    [{ kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED', request: 'DeleteGroups', subject: 'billing' }, 'DELETE on GROUP billing'],
    [{ kind: 'forbidden', code: 'DELEGATION_TOKEN_AUTHORIZATION_FAILED' }, null],
    [{ kind: 'unreachable', code: 'ECONNREFUSED' }, null],
  ];
  for (const [failure, words] of cases) {
    it(`of ${failure.code ?? ''} to ${failure.request ?? 'any request'} is ${words ?? 'none'}`, () => {
      const permission = missingPermission(failure);
      assert.equal(permission && permissionWords(permission), words);
    });
  }
});

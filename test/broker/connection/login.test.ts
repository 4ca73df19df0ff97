import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { SaslSettings } from '../../../src/kafka/connection/settings.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, everyListener, failureOfAsking } from './asking.ts';

const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
const alice = { username: 'alice', password: 'alice-secret' };

describe('logging in', () => {
  const broker = labBroker(everyListener);
  const open = clusters();
  const at = (listener: 'PLAINTEXT' | 'SASL_PLAINTEXT', sasl?: SaslSettings) =>
    open({ bootstrapServers: [broker().addresses[listener] ?? ''], ...(sasl && { sasl }) });

  it('needs no login where none is asked for', async () => {
    const { cluster, lines } = at('PLAINTEXT');
    assert.match((await askWho(cluster)).clusterId ?? '', /^[\w-]{22}$/);
    assert.deepEqual(
      lines.map(({ api, error }) => [api, error]),
      [
        ['ApiVersions', undefined],
        ['Metadata', undefined],
      ],
    );
    assert.deepEqual(cluster.cost, { requests: 2, bytes: lines.reduce((sum, { bytes }) => sum + bytes, 0) });
  });

  for (const mechanism of mechanisms) {
    it(`lets alice in by ${mechanism}`, async () => {
      assert.equal((await askWho(at('SASL_PLAINTEXT', { mechanism, ...alice }).cluster)).brokers.length, 1);
    });

    for (const [who, credentials] of [
      ['alice with a wrong password', { username: 'alice', password: 'guessed-wrong' }],
      ['somebody unknown', { username: 'mallory', password: 'guessed-wrong' }],
    ] as const) {
      it(`tells that ${who} is refused by ${mechanism}, in the broker's words, and never the password`, async () => {
        const { cluster, lines } = at('SASL_PLAINTEXT', { mechanism, ...credentials });
        const asking = askWho(cluster);
        const error = await asking.catch((caught: unknown) => caught);
        const failure = await failureOfAsking(asking);
        assert.deepEqual(
          [failure.kind, failure.code, failure.request],
          ['login-refused', 'SASL_AUTHENTICATION_FAILED', 'SaslAuthenticate'],
        );
        assert.match(failure.detail ?? '', /[Aa]uthentication failed/);
        assert.equal(failure.broker, broker().addresses.SASL_PLAINTEXT);
        assert.doesNotMatch(inspect([error, lines, cluster], { depth: 9, showHidden: true }), /guessed-wrong/);
      });
    }
  }

  it('tells that the listener wants a login, and which ones it offers', async () => {
    const { cluster } = at('SASL_PLAINTEXT');
    // Both at once, as a tree asks: one proof serves both.
    const failures = await Promise.all([failureOfAsking(askWho(cluster)), failureOfAsking(askWho(cluster))]);
    for (const { kind, code, detail } of failures) {
      assert.deepEqual([kind, code, detail?.split(', ').sort()], ['login-refused', 'LOGIN_REQUIRED', ['OAUTHBEARER', ...mechanisms]]);
    }
  });

  it('tells that the listener takes no logins', async () => {
    const failure = await failureOfAsking(askWho(at('PLAINTEXT', { mechanism: 'PLAIN', ...alice }).cluster));
    assert.deepEqual([failure.kind, failure.code, failure.request], ['login-refused', 'ILLEGAL_SASL_STATE', 'SaslHandshake']);
  });

  it('tries a refused login at one server only, for each try may count towards locking the account', async () => {
    const address = broker().addresses.SASL_PLAINTEXT ?? '';
    const { cluster, lines } = open({
      bootstrapServers: [address, address.replace('127.0.0.1', 'localhost')],
      sasl: { mechanism: 'PLAIN', username: 'alice', password: 'guessed-wrong' },
    });
    await failureOfAsking(askWho(cluster));
    assert.equal(lines.filter(({ api }) => api === 'SaslAuthenticate').length, 1);
  });
});

describe('a listener with one mechanism and short sessions', () => {
  // A quarter of it is what a machine may stand still before a session is over.
  const sessionMs = 4_000;
  const broker = labBroker({
    listeners: ['SASL_PLAINTEXT'],
    mechanisms: ['SCRAM-SHA-256'],
    properties: { 'listener.name.sasl_plaintext.connections.max.reauth.ms': String(sessionMs) },
  });
  const open = clusters();

  it('tells which mechanism it offers instead', async () => {
    const { cluster } = open({ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'PLAIN', ...alice } });
    const { kind, code, subject, detail } = await failureOfAsking(askWho(cluster));
    assert.deepEqual([kind, code, subject, detail], ['login-refused', 'UNSUPPORTED_SASL_MECHANISM', 'PLAIN', 'SCRAM-SHA-256']);
  });

  it('serves under load over the ends of several sessions without one failed request', async function () {
    this.timeout(120_000);
    const { cluster, lines } = open({ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'SCRAM-SHA-256', ...alice } });
    const logins = () => lines.filter(({ api }) => api === 'SaslHandshake').length;
    const startedAt = performance.now();
    const client = async () => {
      while (logins() < 3) await askWho(cluster);
    };
    await Promise.all(Array.from({ length: 8 }, client));
    assert.deepEqual(
      lines.filter(({ error }) => error !== undefined),
      [],
    );
    // Requests went on while it logged in anew: between the lines of the second login are others.
    const words = lines.map(({ api }) => (api.startsWith('Sasl') ? api : '.')).join('');
    const renewals = words.match(/SaslHandshake[.]*SaslAuthenticate[.]*SaslAuthenticate/g)?.slice(1, 2) ?? [];
    assert.deepEqual(
      renewals.map(login => login.includes('.')),
      [true],
    );
    // Two renewals, each when three quarters of a session had passed and not before.
    assert.ok(performance.now() - startedAt >= 2 * 0.75 * sessionMs - 100, `${performance.now() - startedAt} ms`);
  });

  it('logs in anew when it is asked after a session ended unused', async function () {
    this.timeout(120_000);
    const { cluster, lines } = open({ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'SCRAM-SHA-256', ...alice } });
    await askWho(cluster);
    await new Promise(resolve => setTimeout(resolve, sessionMs + 200)); // the session's end has no signal
    await askWho(cluster);
    assert.deepEqual(
      lines.filter(({ api, error }) => api === 'SaslHandshake' || error !== undefined).map(({ error }) => error),
      [undefined, undefined],
    );
  });
});

describe('an older broker', () => {
  const broker = labBroker({ version: '3.7.2' });
  const open = clusters();

  it('is asked in the newest version that it knows', async () => {
    const { cluster, lines } = open({ bootstrapServers: [broker().bootstrap] });
    assert.equal((await askWho(cluster)).brokers.length, 1);
    assert.equal(lines.find(({ api }) => api === 'Metadata')?.version, 12);
  });
});

import assert from 'node:assert/strict';
import { factsOf } from '../../../src/lint/facts/facts.ts';
import { entryAt, knowledgeOf } from '../../../src/lint/knowledge.ts';
import { lint } from '../../../src/lint/lint.ts';
import { offeredKeys, offeredValues } from '../../../src/lint/offers.ts';
import type { Role } from '../../../src/lint/roles.ts';
import { keyMeaning, keysWithMeaning } from '../../../src/report/keyMeanings.ts';
import { keyDetail, keyMarkdown, valueInEffect } from '../../../src/report/keyWords.ts';

const roles: readonly Role[] = ['consumer', 'producer', 'admin', 'streams', 'connect', 'connector', 'mirror', 'client'];

/** What is known of the key at `|`. */
async function at(text: string, fileName = 'client.properties') {
  const { configurations } = await lint(text.replace('|', ''), { fileName });
  const found = entryAt(configurations, text.indexOf('|'));
  assert.ok(found, 'nothing is there');
  return { ...found, known: knowledgeOf(found.config, found.entry.key, found.entry) };
}

describe('the words about a key', () => {
  for (const library of ['java', 'librdkafka'] as const) {
    it(`are only about keys that ${library} clients have`, () => {
      const facts = factsOf(library);
      const unknown = keysWithMeaning[library].filter(
        key => facts.canonical(key) === key && !facts.isEcosystem(key) && roles.every(role => facts.key(role, key) === undefined),
      );
      assert.deepEqual(unknown, []);
      assert.ok(keysWithMeaning.java.length >= 80);
    });
  }

  it('say what it decides, its facts, and since when its default is another', async () => {
    const { known } = await at('# kafka: producer\nbootstrap.servers=a:9092\na|cks=1\n');
    const text = keyMarkdown(known);
    assert.match(text, /^\*\*acks\*\*\n\nWho must have a record before it counts as sent/);
    assert.match(text, /Default: `all`, `1` before 3\.0/);
    assert.equal(keyDetail(known), 'string, all by default');
  });

  it('say where the value in effect is from', async () => {
    const place = () => 'client.properties:4';
    const { known } = await at('# kafka: producer\nbootstrap.servers=a:9092\na|cks=1\nacks=all\n');
    assert.equal(valueInEffect(known, place), 'In effect: `all`, set in client.properties:4');
    const filled = await at('# kafka: consumer\nbootstrap.servers=a:9092\ngrou|p.id=${GROUP}\n');
    assert.equal(valueInEffect(filled.known, place), 'In effect: what is filled in when the client is deployed');
  });

  it('never repeat a secret', async () => {
    const { known } = await at('bootstrap.servers=a:9092\ngroup.id=g\nssl.key|.password=Tr0ub4dor\n');
    assert.equal(
      valueInEffect(known, () => ''),
      'In effect: a secret, set here',
    );
    assert.doesNotMatch(JSON.stringify(known), /Tr0ub4dor/);
  });

  it('show a value as it is written, with no mark, picture or link of its own', async () => {
    const written = 'x`` ![p](https://example.com/p.png)';
    const { known } = await at(`# kafka: consumer\nbootstrap.servers=a:9092\nclient|.id=${written}\n`);
    assert.equal(
      valueInEffect(known, () => ''),
      `In effect: \`\`\`${written}\`\`\`, set here`,
    );
  });

  it('are those of librdkafka in its files', async () => {
    const { known } = await at('bootstrap.servers=a:9092\nenable.auto.offset.st|ore=false\ngroup.id=g\n', 'client.conf');
    assert.equal(known.library, 'librdkafka');
    assert.equal(keyMeaning(known.library, known.key)?.startsWith('Whether a record counts as handled'), true);
  });
});

describe('what is offered', () => {
  it('are the keys of the role, marked where they stand already', async () => {
    const { config } = await at('# kafka: consumer\nbootstrap.servers=a:9092\ngrou|p.id=g\n');
    const keys = new Map(offeredKeys(config, undefined, new Set(['group.id'])).map(one => [one.written, one]));
    assert.deepEqual([keys.get('group.id')?.isPresent, keys.get('group.id')?.isCommon], [true, true]);
    assert.equal(keys.has('linger.ms'), false);
    assert.ok(
      [...keys.values()].every(({ known }) => known.lastIn === undefined),
      'nothing that is gone',
    );
  });

  it('are the values of a key, written as its default is', async () => {
    const { config } = await at('# kafka: consumer\nbootstrap.servers=a:9092\ngrou|p.id=g\n');
    const values = (key: string): readonly string[] => offeredValues(config, key).map(({ value }) => value);
    assert.deepEqual(values('group.protocol'), ['consumer', 'classic']);
    assert.deepEqual(values('enable.auto.commit'), ['true', 'false']);
    assert.deepEqual(values('ssl.key.password'), []);
    assert.ok(values('sasl.mechanism').includes('SCRAM-SHA-512'));
  });
});

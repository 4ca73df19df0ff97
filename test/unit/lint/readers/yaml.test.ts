import assert from 'node:assert/strict';
import type { ConfigText, TextEntry } from '../../../../src/lint/configText.ts';
import { withEmbedded } from '../../../../src/lint/readers/embedded.ts';
import { readProperties } from '../../../../src/lint/readers/properties.ts';
import { readYaml } from '../../../../src/lint/readers/yaml.ts';
import { applyFix } from '../../../support/lintTest.ts';

const read = (text: string): ConfigText =>
  withEmbedded(
    readYaml(text, (inner, name) => (name.endsWith('.properties') ? readProperties(inner) : name.endsWith('.yml') ? 'yaml' : undefined)),
  );
const entry = (text: string, key: string): TextEntry => read(text).entries.find(one => one.key === key) ?? assert.fail(`no entry ${key}`);
const pairs = (text: string): string[] => read(text).entries.map(({ key, value }) => `${key}=${value}`);
const at = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);

describe('reading YAML', () => {
  it('gives each value the path to it, whatever shape the maps have', () => {
    assert.deepEqual(pairs('a:\n  b.c: 1\n  d: {e: x, "f": y}\n  g:\n    - h: 2\n    - 3\n'), [
      'a.b.c=1',
      'a.d.e=x',
      'a.d.f=y',
      'a.g[0].h=2',
    ]);
  });

  it('joins a list of plain values by commas, each at its place', () => {
    const text = 'servers:\n  - a:9092\n  - "b:9092"\n';
    const found = entry(text, 'servers');
    assert.equal(found.value, 'a:9092,b:9092');
    assert.equal(at(text, found.rangeInValue(7, 13)), 'b:9092');
    assert.equal(at(text, found.rangeInValue(0, 1)), 'a');
  });

  it('underlines the characters of a value, quotes and escapes left out', () => {
    for (const [written, value] of [
      ['abc', 'abc'],
      ["'it''s'", "it's"],
      ['"a\\tb"', 'a\tb'],
      ['"a"  # c', 'a'],
      ['5000 # ms', '5000'],
      ['" x "', 'x'],
    ] as const) {
      const text = `k: ${written}\n`;
      const found = entry(text, 'k');
      assert.equal(found.value, value);
      assert.equal(at(text, found.keyRange), 'k');
      const last = at(text, found.rangeInValue(value.length - 1, value.length));
      assert.equal(last, value.at(-1), written);
    }
  });

  it('keeps what a person typed, but for words and numbers that Java’s and Python’s parsers read otherwise', () => {
    assert.deepEqual(pairs('a: yes\nb: 0x10\nc: 1_000\nd: ~\ne: null\nf:\ng: 1e3\n'), [
      'a=true',
      'b=0x10',
      'c=1000',
      'd=',
      'e=',
      'f=',
      'g=1e3',
    ]);
  });

  it('counts documents', () => {
    assert.deepEqual(
      read('a: 1\n---\na: 2\n').entries.map(({ document, value }) => [document, value]),
      [
        [0, '1'],
        [1, '2'],
      ],
    );
  });

  it('follows aliases and merges, own keys first', () => {
    assert.deepEqual(pairs('base: &b\n  x: 1\n  y: 2\nprod:\n  <<: *b\n  y: 3\ncopy: *b\n'), [
      'base.x=1',
      'base.y=2',
      'prod.x=1',
      'prod.y=3',
      'copy.x=1',
      'copy.y=2',
    ]);
  });

  it('ends with aliases that name one another, and with brackets without end', () => {
    const bomb = `a0: &a0 {k: v}\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} {x: *a${n}, y: *a${n}}`).join('\n')}\n`;
    assert.ok(read(bomb).entries.length <= 5100);
    const lists = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
    assert.deepEqual(read(`a0: &a0 [[x]]\n${lists.join('\n')}\n`).entries, [], 'lists of lists have no entries that could be counted');
    assert.deepEqual(read('['.repeat(20_000)).entries, []);
    assert.deepEqual(
      pairs('a: &a\n  b: *a\n  c: 1\n').filter(pair => pair === 'a.c=1'),
      ['a.c=1'],
    );
  });

  it('reads the environment of containers, as map, list, or names with values', () => {
    const text = 'environment:\n  - K_A=b=c\nenv:\n  - name: Q\n    value: "r"\n  - name: S\n    valueFrom: {secretKeyRef: {name: n}}\n';
    assert.deepEqual(pairs(text), ['environment.K_A=b=c', 'env.Q=r', 'env.S=${valueFrom}']);
    assert.equal(at(text, entry(text, 'environment.K_A').keyRange), 'K_A');
    assert.equal(at(text, entry(text, 'environment.K_A').valueRange), 'b=c');
  });

  it('reads a file that stands in a block, at its places in the whole', () => {
    const text = 'data:\n  a.properties: |\n    x=1\n    long=one\\\n      two\n  b.yml: |\n    y:\n      z: 9\n  readme.txt: |\n    n=1\n';
    assert.deepEqual(pairs(text).slice(1), ['x=1', 'long=onetwo', 'y.z=9']);
    const long = entry(text, 'long');
    assert.equal(at(text, long.keyRange), 'long');
    assert.equal(at(text, long.rangeInValue(3, 6)), 'two');
    assert.equal(at(text, long.lines), '    long=one\\\n      two\n');
    assert.equal(long.line, 3);
    assert.equal(at(text, entry(text, 'y.z').valueRange), '9');
  });

  it('reads what is there of a text that somebody is typing', () => {
    assert.deepEqual(pairs('a: 1\nb: "open\nc: 2\n')[0], 'a=1');
    assert.deepEqual(pairs('a:\n  b: 1\n  c\n')[0], 'a.b=1');
  });

  it('changes an entry without touching its neighbours', () => {
    const text = 'kafka:\n  # why\n  acks: "1"\n  retries: 0 # none\n  flow: {a: 1, b: 2}\n';
    const [acks, retries, a] = [entry(text, 'kafka.acks'), entry(text, 'kafka.retries'), entry(text, 'kafka.flow.a')];
    const fixed = (edit: { range: { start: number; end: number }; newText: string } | undefined): string =>
      applyFix(text, { does: { kind: 'unquote', key: '' }, edits: edit ? [edit] : [], safe: true });
    assert.ok(fixed(acks.notation.setValue(acks, 'all')).includes('  acks: "all"\n'));
    assert.ok(fixed(retries.notation.setValue(retries, 'a: b')).includes('  retries: "a: b" # none\n'));
    assert.ok(!fixed(retries.notation.remove(retries)).includes('retries'));
    assert.ok(fixed(retries.notation.addAbove(retries, 'linger.ms', '5')).includes('"1"\n  linger.ms: 5\n  retries: 0'));
    assert.ok(fixed(a.notation.addAbove(a, 'c', '5')).includes('{c: 5, a: 1, b: 2}'));
    assert.ok(fixed(acks.notation.commentAbove(acks, 'kafka-lint')).includes('# why\n  # kafka-lint\n  acks'));
  });

  it('removes no more than the entry, wherever its value stands', () => {
    const text =
      'a: &v 1\nother: 2\nb:\n  x: *v\n  y: 3\nc: {p: *v, q: 4}\nenvironment:\n  - K_A=b\n  - K_C=d\nenv:\n  - name: Q\n    value: "r"\n  - name: S\n    value: t\n';
    const without = (key: string): string => {
      const found = entry(text, key);
      return applyFix(text, { does: { kind: 'unquote', key: '' }, edits: [found.notation.remove(found)], safe: true });
    };
    assert.deepEqual(pairs(without('b.x')).slice(0, 4), ['a=1', 'other=2', 'b.y=3', 'c.p=1']);
    assert.deepEqual(
      pairs(without('c.p')).filter(pair => pair.startsWith('c.')),
      ['c.q=4'],
    );
    assert.deepEqual(
      pairs(without('c.q')).filter(pair => pair.startsWith('c.')),
      ['c.p=1'],
    );
    assert.ok(!without('environment.K_A').includes('K_A') && without('environment.K_A').includes('  - K_C=d\n'));
    assert.ok(without('env.Q').includes('env:\n  - name: S\n'));
    const added = entry(text, 'env.S');
    const after = applyFix(text, { does: { kind: 'unquote', key: '' }, edits: [added.notation.addAbove(added, 'N', 'v')], safe: true });
    assert.deepEqual(pairs(after).slice(-2), ['env.N=v', 'env.S=t']);
    const item = entry(text, 'environment.K_C');
    const more = applyFix(text, { does: { kind: 'unquote', key: '' }, edits: [item.notation.addAbove(item, 'N', 'v')], safe: true });
    assert.ok(more.includes('  - K_A=b\n  - N=v\n  - K_C=d\n'));
  });

  it('adds a pair behind a dash and within brackets', () => {
    const added = (text: string, key: string): string[] => {
      const found = entry(text, key);
      const edit = found.notation.addAbove(found, 'new.key', '5');
      return pairs(applyFix(text, { does: { kind: 'unquote', key: '' }, edits: [edit], safe: true }));
    };
    assert.deepEqual(added('l:\n  - a: 1\n    b: 2\n', 'l[0].a'), ['l[0].new.key=5', 'l[0].a=1', 'l[0].b=2']);
    assert.deepEqual(added('m: {"a": 1, b: 2}\n', 'm.a'), ['m.new.key=5', 'm.a=1', 'm.b=2']);
  });
});

import assert from 'node:assert/strict';
import { readAssignments } from '../../../../src/lint/readers/assignments.ts';
import { readJson } from '../../../../src/lint/readers/json.ts';
import { read } from '../../../../src/lint/readers/read.ts';
import { applyFix } from '../../../support/lintTest.ts';

describe('reading JSON', () => {
  it('gives each value the path to it and its place, comments and trailing commas allowed', () => {
    const text = '{\n  // kafka: consumer\n  "a": {"b.c": "x\\ty", "d": 5,},\n  "e": ["f", "g"], "h": [{"i": true}], "n": null\n}\n';
    const { entries, comments } = readJson(text);
    assert.deepEqual(
      entries.map(({ key, value }) => `${key}=${value}`),
      ['a.b.c=x\ty', 'a.d=5', 'e=f,g', 'h[0].i=true', 'n='],
    );
    assert.deepEqual(
      entries.map(({ keyRange }) => text.slice(keyRange.start, keyRange.end)),
      ['b.c', 'd', 'e', 'i', 'n'],
    );
    assert.deepEqual(
      entries.map(({ valueRange }) => text.slice(valueRange.start, valueRange.end)),
      ['x\\ty', '5', 'f", "g', 'true', 'null'],
    );
    assert.equal(comments[0]?.text, ' kafka: consumer');
  });

  it('writes values as JSON wants them', () => {
    const text = '{\n  "acks": 1,\n  "retries": "0"\n}\n';
    const [acks, retries] = readJson(text).entries;
    assert.ok(acks && retries);
    const fixed = (edit: { range: { start: number; end: number }; newText: string }): unknown =>
      JSON.parse(applyFix(text, { does: { kind: 'unquote', key: '' }, edits: [edit], safe: true }));
    assert.deepEqual(fixed(acks.notation.setValue(acks, 'all')), { acks: 'all', retries: '0' });
    assert.deepEqual(fixed(acks.notation.setValue(acks, '5')), { acks: 5, retries: '0' });
    assert.deepEqual(fixed(retries.notation.setValue(retries, 'a"b')), { acks: 1, retries: 'a"b' });
    assert.deepEqual(fixed(acks.notation.remove(acks)), { retries: '0' });
    assert.deepEqual(fixed(retries.notation.remove(retries)), { acks: 1 });
    assert.deepEqual(fixed(retries.notation.addAbove(retries, 'linger.ms', '5')), { acks: 1, 'linger.ms': 5, retries: '0' });
  });

  it('reads what is there of a text that somebody is typing', () => {
    for (const text of ['{"a": "b', '{"a"', '{"a": }', '[', '{"a": {"b": 1, ', '']) assert.ok(readJson(text).entries.length <= 1, text);
    assert.deepEqual(readJson('['.repeat(20_000)).entries, []);
  });
});

describe('reading lines of assignments', () => {
  it('keeps the sections of an .ini file', () => {
    const text = '; kafka: consumer\ntop = 1\n[orders]\ngroup.id: g # no comment\r\n# c\n[b]\nx=\n';
    const { entries, comments } = readAssignments(text, 'ini');
    assert.deepEqual(
      entries.map(({ key, value }) => `${key}=${value}`),
      ['top=1', 'orders.group.id=g # no comment', 'b.x='],
    );
    assert.deepEqual(
      entries.map(({ keyRange }) => text.slice(keyRange.start, keyRange.end)),
      ['top', 'group.id', 'x'],
    );
    assert.equal(comments.length, 2);
  });

  it('knows quotes, comments and export of an .env file', () => {
    const text = 'export A="b c" # d\nB=\'x#y\'\nC=d#e f # g\nnot an assignment\nD=\n';
    const { entries } = readAssignments(text, 'env');
    assert.deepEqual(
      entries.map(({ name, value, valueRange }) => [name, value, text.slice(valueRange.start, valueRange.end)]),
      [
        ['A', 'b c', 'b c'],
        ['B', 'x#y', 'x#y'],
        ['C', 'd#e f', 'd#e f'],
        ['D', '', ''],
      ],
    );
  });
});

describe('reading a .conf file, whose name says nothing', () => {
  const comment = '# Memory units:  kB = kilobytes\n\n';

  it('takes it for an .ini file when its first line behind the comments is a section’s header', async () => {
    const { entries } = await read(`${comment}; more\n[consumer]\ngroup.id = shop\n`, 'client.conf');
    assert.deepEqual(
      entries.map(({ key }) => key),
      ['consumer.group.id'],
    );
  });

  it('has an answer also for a database’s, which is comments for pages', async () => {
    const { entries } = await read(`${comment.repeat(500)}max_connections = 100\n`, 'postgresql.conf');
    assert.equal(entries.length, 1);
  });
});

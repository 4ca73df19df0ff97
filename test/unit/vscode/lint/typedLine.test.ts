import assert from 'node:assert/strict';
import { readLine } from '../../../../src/vscode/lint/typedLine.ts';

/** `|` is where the person types. */
const read = (line: string, notation: 'lines' | 'yaml' | 'json') => {
  const at = readLine(line.replace('|', ''), line.indexOf('|'), notation);
  if (at === undefined) return undefined;
  const text = line.replace('|', '').slice(at.start, at.end);
  return at.kind === 'key' ? { key: text, adds: at.hasSeparator ? '' : at.separator } : { of: at.key, value: text };
};

describe('a line that somebody types in', () => {
  const lines: readonly (readonly [string, Parameters<typeof read>[1], ReturnType<typeof read>])[] = [
    ['auto.|', 'lines', { key: 'auto.', adds: '=' }],
    ['auto.|reset=latest', 'lines', { key: 'auto.reset', adds: '' }],
    ['auto.offset.reset=la|test', 'lines', { of: 'auto.offset.reset', value: 'latest' }],
    ['auto.offset.reset = |', 'lines', { of: 'auto.offset.reset', value: '' }],
    ['# auto.|', 'lines', undefined],
    ['      auto-|', 'yaml', { key: 'auto-', adds: ': ' }],
    ['      auto-offset-reset: |', 'yaml', { of: 'auto-offset-reset', value: '' }],
    ['      auto-offset-reset: "ear|liest"', 'yaml', { of: 'auto-offset-reset', value: 'earliest' }],
    ['      # auto: |', 'yaml', undefined],
    ['  "group.|"', 'json', { key: 'group.', adds: '' }],
    ['  "group.|', 'json', { key: 'group.', adds: '": "' }],
    ['  "isolation.level": "read_|",', 'json', { of: 'isolation.level', value: 'read_' }],
  ];
  for (const [line, notation, meant] of lines) it(`is understood: ${line}`, () => assert.deepEqual(read(line, notation), meant));
});

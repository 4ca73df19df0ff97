import assert from 'node:assert/strict';
import { readProperties } from '../../../../src/lint/readers/properties.ts';

const read = (text: string): [string, string][] => readProperties(text).entries.map(({ key, value }) => [key, value]);

describe('a .properties file', () => {
  /** What java.util.Properties 17 makes of each text; the client trims the values. */
  const asJava: readonly (readonly [what: string, text: string, entries: [string, string][]])[] = [
    [
      'three separators',
      'a=1\nb:2\nc 3\n',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'blanks around a separator',
      '  a = 1\n\tb\t:\t2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'only the first separator',
      'a==1\nb=:2\nc  =  = 3\n',
      [
        ['a', '=1'],
        ['b', ':2'],
        ['c', '= 3'],
      ],
    ],
    [
      'a key alone',
      'a\nb=\nc:\n',
      [
        ['a', ''],
        ['b', ''],
        ['c', ''],
      ],
    ],
    ['no key', '=1\n', [['', '1']]],
    ['comments', '# a=1\n ! b=2\n#c\\\nd=4\n', [['d', '4']]],
    [
      'number signs inside',
      'a=1 # 2\nb#c=3\n',
      [
        ['a', '1 # 2'],
        ['b#c', '3'],
      ],
    ],
    [
      'line ends of all kinds',
      'a=1\r\nb=2\rc=3\n\r\nd=4',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
        ['d', '4'],
      ],
    ],
    [
      'a continued line',
      'a=1,\\\n   2,\\\r\n\t3\nb=4\n',
      [
        ['a', '1,2,3'],
        ['b', '4'],
      ],
    ],
    ['a continued key', 'a\\\n  b=1\n', [['ab', '1']]],
    [
      'a comment sign on a continued line',
      'a=1\\\n# 2\nb=3\n',
      [
        ['a', '1# 2'],
        ['b', '3'],
      ],
    ],
    [
      'an even number of backslashes',
      'a=1\\\\\nb=2\n',
      [
        ['a', '1\\'],
        ['b', '2'],
      ],
    ],
    ['a backslash at the very end', 'a=1\\', [['a', '1']]],
    ['a continued line without a next one', 'a=1\\\n', [['a', '1']]],
    [
      'an empty line behind a continued one',
      'a=1\\\n\nb=2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a lone backslash', '\\\n# x\na=1\n', [['a', '1']]],
    ['escapes', 'a\\=b\\ c=\\t1\\u0041\\n\\q\n', [['a=b c', '1A\nq']]],
    ['an escaped blank at the beginning', 'a=\\  1\n', [['a', '1']]],
    ['a byte order mark', '\ufeffa=1\n', [['a', '1']]],
    [
      'duplicates',
      'a=1\na=2\n',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['a form feed as a blank', '\fa\f=\f1\n', [['a', '1']]],
    ['other scripts and emoji', 'größe=ü😀\n', [['größe', 'ü😀']]],
  ];
  for (const [what, text, entries] of asJava) it(`reads ${what} as Java does`, () => assert.deepEqual(read(text), entries));

  it('knows where keys and values stand, blanks at their ends left out', () => {
    const text = '# c\r\n  session.timeout.ms :  45000  \r\ngroup.id=\r\n';
    const { entries, comments } = readProperties(text);
    assert.deepEqual(
      entries.map(({ keyRange, valueRange, lines, line }) => [
        text.slice(keyRange.start, keyRange.end),
        text.slice(valueRange.start, valueRange.end),
        text.slice(lines.start, lines.end),
        line,
      ]),
      [
        ['session.timeout.ms', '45000', '  session.timeout.ms :  45000  \r\n', 1],
        ['group.id', '', 'group.id=\r\n', 2],
      ],
    );
    assert.deepEqual(
      comments.map(({ text: words, line }) => [words, line]),
      [[' c', 0]],
    );
  });

  it('knows where each character of a value stands, through escapes and continued lines', () => {
    const text = 'a=x\\u0041\\\n  y\\\\z\n';
    const [entry] = readProperties(text).entries;
    assert.equal(entry?.value, 'xAy\\z');
    const places = Array.from(entry.value, (_, index) => {
      const { start, end } = entry.rangeInValue(index, index + 1);
      return text.slice(start, end);
    });
    assert.deepEqual(places, ['x', '\\u0041', 'y', '\\\\', 'z']);
    assert.deepEqual(entry.rangeInValue(5, 5), entry.rangeInValue(5, 9), 'behind the end is the end');
  });

  it('counts the lines of entries that are written over several', () => {
    assert.deepEqual(
      readProperties('a=1\\\n 2\\\n 3\n\n# x\nb=4').entries.map(({ line }) => line),
      [0, 5],
    );
  });

  it('keeps what Java would refuse or drop', () => {
    const text = 'a=C:\\users\\kafka\n';
    const [entry] = readProperties(text).entries;
    assert.deepEqual(
      entry?.malformedEscapes.map(({ start, end }) => text.slice(start, end)),
      ['\\u'],
    );
    assert.deepEqual(
      entry.lostBackslashes.map(({ start }) => start),
      [text.indexOf('\\k')],
    );
  });

  it('tells what continued a line', () => {
    const text = 'a=1,\\\n  b=2\n';
    const [line] = readProperties(text).entries[0]?.continuedLines ?? [];
    assert.equal(line?.text, 'b=2');
    assert.deepEqual(line.continuedBy, { start: 4, end: 5 });
    assert.equal(text.slice(line.range.start, line.range.end), 'b=2');
  });

  it('never leaves the text, whatever stands in it', () => {
    const pieces = ['a', '=', ':', ' ', '\t', '\\', '\\', '\n', '\r', '\r\n', '#', '!', '\\u', '0041', 'é', '😀', '"'];
    let seed = 1;
    const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 1500; round++) {
      const text = Array.from({ length: draw(25) }, () => pieces[draw(pieces.length)]).join('');
      const { entries, comments } = readProperties(text);
      const ranges = entries.flatMap(entry => [
        entry.keyRange,
        entry.valueRange,
        entry.lines,
        ...entry.lostBackslashes,
        ...entry.malformedEscapes,
        ...entry.continuedLines.flatMap(line => [line.range, line.continuedBy]),
        ...Array.from({ length: entry.value.length + 1 }, (_, index) => entry.rangeInValue(index, index + 1)),
      ]);
      for (const { start, end } of [...ranges, ...comments.map(({ range }) => range)]) {
        assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text));
      }
    }
  });
});

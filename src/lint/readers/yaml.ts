import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Scalar, type YAMLMap } from 'yaml';
import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, EmbeddedText, Notation, TextComment, TextEntry, TextSection } from '../configText.ts';
import { embed, type Block } from './embedded.ts';
import { linesOf, type Lines } from './lines.ts';
import { placesInScalar } from './scalarPlaces.ts';

/**
 * Reads a YAML text: every value of its maps is an entry whose key is the path to it, joined by dots. A list of plain values
 * is one entry, joined by commas, as Spring and most programs hand it to Kafka. What containers get as environment
 * (`environment:` as map or list, `env:` with name and value) becomes entries with the variable's name. Aliases and merges
 * give the entries of what they name. Never throws: a text that is broken has the entries that can be read.
 * `readFile` reads a file that stands in the text as a block (a ConfigMap's `data`); undefined: it is none of ours.
 */
export function readYaml(text: string, readFile: ReadFile): ConfigText {
  const lines = linesOf(text);
  const notation = yamlNotation(lines);
  const walk = new Walk(text, lines, notation, readFile);
  try {
    // The parser takes quadratic time for brackets within one another.
    if (!isNestedDeeply(text)) for (const [nth, document] of parseAllDocuments(text, quietly).entries()) walk.document(document, nth);
  } catch (error) {
    // Thousands of dashes or maps within one another take the whole stack: no configuration.
    if (!(error instanceof RangeError)) throw error;
  }
  return { entries: walk.entries, comments: commentsOf(text, lines), sections: walk.sections, embedded: walk.embedded, notation };
}

const quietly = { keepSourceTokens: false, logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const;

/** "yaml": it is YAML as well. */
export type ReadFile = (text: string, fileName: string) => ConfigText | 'yaml' | undefined;

/** More come only from aliases that name one another (a text of a few lines can mean billions of entries). */
const mostEntries = 5000;
const deepest = 40;

/** More brackets are open at once than any configuration has. */
function isNestedDeeply(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x5b || character === 0x7b) open++;
    else if (character === 0x5d || character === 0x7d) open = Math.max(0, open - 1);
    if (open > 200) return true;
  }
  return false;
}

class Walk {
  readonly entries: TextEntry[] = [];
  readonly embedded: EmbeddedText[] = [];
  readonly sections: TextSection[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  readonly #notation: Notation;
  readonly #readFile: ReadFile;
  /** An alias names what stands before it: walked in the order of the text, its anchor is known by then. */
  readonly #anchors = new Map<string, unknown>();
  #nth = 0;

  constructor(text: string, lines: Lines, notation: Notation, readFile: ReadFile) {
    this.#text = text;
    this.#lines = lines;
    this.#notation = notation;
    this.#readFile = readFile;
  }

  document(document: Document, nth: number): void {
    this.#anchors.clear();
    this.#nth = nth;
    this.#node(document.contents, '', undefined, 0, new Set());
  }

  /** `key`: the scalar under which the node stands; undefined: an item of a list, or the whole document. */
  #node(node: unknown, path: string, key: Scalar | undefined, depth: number, hidden: ReadonlySet<string>): void {
    if (depth > deepest || this.entries.length > mostEntries) return;
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isAlias(node)) {
      // A value that an alias stands for is written elsewhere: its place is that one.
      this.#node(this.#anchors.get(node.source), path, key, depth + 1, hidden);
    } else if (isMap(node)) {
      if (key !== undefined) {
        const keyRange = this.#inside(key);
        this.sections.push({ path, document: this.#nth, keyRange, line: this.#lines.lineOf(keyRange.start) });
      }
      this.#map(node, path, depth, hidden);
    } else if (isSeq(node)) this.#list(node.items, path, key, depth);
    else if (key !== undefined) this.#value(path, key, isScalar(node) ? node : undefined);
  }

  #map(map: YAMLMap, path: string, depth: number, hidden: ReadonlySet<string>): void {
    const own = new Set(map.items.flatMap(({ key }) => (isScalar(key) ? nameOf(key) : [])));
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const name = nameOf(key);
      if (hidden.has(name)) continue;
      if (name === '<<') {
        const merged = isSeq(value) ? value.items : [value];
        for (const one of merged) this.#node(one, path, undefined, depth + 1, new Set([...hidden, ...own]));
      } else this.#node(value, path === '' ? name : `${path}.${name}`, key, depth + 1, none);
    }
  }

  #list(items: readonly unknown[], path: string, key: Scalar | undefined, depth: number): void {
    const last = key === undefined ? '' : nameOf(key);
    if (last === 'environment' && items.every(isScalar)) {
      for (const item of items) this.#assignment(item, path);
      return;
    }
    if (last === 'env' && items.every(isMap)) {
      for (const item of items) this.#variable(item, path);
      return;
    }
    if (key !== undefined && items.length > 0 && items.every(isScalar)) {
      this.#listOfValues(items, path, key);
      return;
    }
    items.forEach((item, nth) => this.#node(item, `${path}[${nth}]`, undefined, depth + 1, none));
  }

  #value(path: string, key: Scalar, scalar: Scalar | undefined): void {
    const name = nameOf(key);
    const keyRange = this.#inside(key);
    if (scalar?.type === 'BLOCK_LITERAL') {
      const block = this.#block(scalar);
      const found = block && this.#readFile(block.text, name);
      const file = found === 'yaml' ? readYaml(block?.text ?? '', () => undefined) : found;
      if (block && file) {
        this.embedded.push(embed(name, file, block));
        return;
      }
    }
    const section = path.length > name.length ? path.slice(0, -name.length - 1) : '';
    this.#add(path, name, section, keyRange, scalar ?? { start: keyRange.end, end: keyRange.end });
  }

  /** An item `NAME=value` of a container's environment. */
  #assignment(item: Scalar, path: string): void {
    const written = String(item.value);
    const equals = written.indexOf('=');
    if (equals < 1) return;
    const places = placesInScalar(this.#text, item);
    const name = written.slice(0, equals);
    this.#add(`${path}.${name}`, name, path, places.range(0, equals), { item, from: equals + 1 });
  }

  /** `name: X`, `value: Y`; what comes from elsewhere (`valueFrom`) is nothing that can be judged. */
  #variable(map: YAMLMap, path: string): void {
    const [name, value, elsewhere] = ['name', 'value', 'valueFrom'].map(wanted =>
      map.items.find(({ key }) => isScalar(key) && key.value === wanted),
    );
    if (!isScalar(name?.value)) return;
    const variable = nameOf(name.value);
    const keyRange = this.#inside(name.value);
    if (isScalar(value?.value)) this.#add(`${path}.${variable}`, variable, path, keyRange, value.value);
    else if (elsewhere)
      this.#add(`${path}.${variable}`, variable, path, keyRange, { start: keyRange.end, end: keyRange.end, value: '${valueFrom}' });
  }

  #listOfValues(items: readonly Scalar[], path: string, key: Scalar): void {
    const name = nameOf(key);
    const [first, last] = [items[0]?.range?.[0] ?? 0, items.at(-1)?.range?.[1] ?? 0];
    const places = items.map(item => placesInScalar(this.#text, item));
    const starts: number[] = [];
    let value = '';
    for (const item of places) {
      if (value !== '') value += ',';
      starts.push(value.length);
      value += item.value;
    }
    const rangeInValue = (from: number, to: number): TextRange => {
      const itemOf = (index: number): number =>
        Math.max(
          0,
          starts.findLastIndex(start => start <= index),
        );
      const [a, b] = [itemOf(from), itemOf(Math.max(from, to - 1))];
      if (a !== b) return { start: places[a]?.range(from - (starts[a] ?? 0), from - (starts[a] ?? 0)).start ?? first, end: last };
      return places[a]?.range(from - (starts[a] ?? 0), to - (starts[a] ?? 0)) ?? { start: first, end: last };
    };
    const section = path.length > name.length ? path.slice(0, -name.length - 1) : '';
    const single = items.length === 1 ? places[0] : undefined;
    this.#push(
      path,
      name,
      section,
      this.#inside(key),
      value,
      single?.range(0, value.length) ?? { start: first, end: last },
      rangeInValue,
      '',
    );
  }

  #add(
    path: string,
    name: string,
    section: string,
    keyRange: TextRange,
    written: Scalar | { readonly item: Scalar; readonly from: number } | (TextRange & { readonly value?: string }),
  ): void {
    if ('start' in written) {
      const { start, end, value = '' } = written;
      this.#push(path, name, section, keyRange, value, { start, end }, () => ({ start, end }), '');
      return;
    }
    const [scalar, from] = 'item' in written ? [written.item, written.from] : [written, 0];
    const places = placesInScalar(this.#text, scalar);
    const whole = places.value.slice(from);
    // ConfigDef trims every string before it looks at it.
    const value = whole.trim();
    const first = from + whole.indexOf(value);
    const range = (a: number, b: number): TextRange => places.range(first + a, first + b);
    this.#push(path, name, section, keyRange, value, range(0, value.length), range, places.quote);
  }

  #push(
    key: string,
    name: string,
    section: string,
    keyRange: TextRange,
    value: string,
    valueRange: TextRange,
    rangeInValue: TextEntry['rangeInValue'],
    quote: TextEntry['quote'],
  ): void {
    const lines = this.#lines.around({ start: Math.min(keyRange.start, valueRange.start), end: Math.max(keyRange.end, valueRange.end) });
    const before = this.#text.charAt(keyRange.start - 1);
    const keyStart = before === '"' || before === "'" ? keyRange.start - 1 : keyRange.start;
    const indent = this.#lines.indentOf(keyStart);
    this.entries.push({
      key,
      name,
      section,
      document: this.#nth,
      value,
      keyRange,
      valueRange,
      lines,
      line: this.#lines.lineOf(keyRange.start),
      rangeInValue,
      lostBackslashes: [],
      malformedEscapes: [],
      continuedLines: [],
      indent,
      quote,
      inFlow: indent === undefined && /[{,]\s*$/.test(this.#text.slice(Math.max(0, keyStart - 20), keyStart)),
      notation: this.#notation,
    });
  }

  /** The characters of a scalar, without its quotes. */
  #inside(scalar: Scalar): TextRange {
    const places = placesInScalar(this.#text, scalar);
    return places.range(0, places.value.length);
  }

  /** A literal block without its indent, and where its lines stand. */
  #block(scalar: Scalar): Block | undefined {
    const [start, end] = scalar.range ?? [0, 0];
    const header = /^[|>][^\n]*\n/.exec(this.#text.slice(start, end));
    if (!header) return undefined;
    const body = this.#text.slice(start + header[0].length, end);
    const indent = /^(?:[ \t]*\r?\n)*([ ]+)/.exec(body)?.[1];
    if (indent === undefined) return undefined;
    const lineStarts: Block['lineStarts'][number][] = [];
    const parts: string[] = [];
    let at = start + header[0].length;
    for (const line of body.split('\n')) {
      const cut = line.startsWith(indent) ? indent.length : (/^ */.exec(line)?.[0].length ?? 0);
      lineStarts.push({ whole: at, text: at + cut });
      parts.push(line.slice(cut));
      at += line.length + 1;
    }
    return { text: parts.join('\n'), lineStarts, indent, line: this.#lines.lineOf(start) + 1 };
  }
}

const none: ReadonlySet<string> = new Set();
const nameOf = (key: Scalar): string => String(key.value);

/** Whole lines, and what stands behind a value: the parser keeps comments without their places. */
function commentsOf(text: string, lines: Lines): readonly TextComment[] {
  const comments: TextComment[] = [];
  for (const found of text.matchAll(/(?<=^[ \t]*|[ \t])#(.*)$/gm)) {
    const isWhole = lines.indentOf(found.index) !== undefined;
    if (isWhole || /^\s*kafka-lint/.test(found[1] ?? ''))
      comments.push({
        text: found[1] ?? '',
        range: { start: found.index, end: found.index + found[0].length },
        line: lines.lineOf(found.index),
      });
  }
  return comments;
}

function yamlNotation({ eol }: Lines): Notation {
  const line = (entry: TextEntry, words: string): { range: TextRange; newText: string } => {
    if (entry.indent !== undefined)
      return { range: { start: entry.lines.start, end: entry.lines.start }, newText: `${entry.indent}${words}${eol}` };
    return { range: { start: entry.keyRange.start, end: entry.keyRange.start }, newText: words };
  };
  return {
    name: 'yaml',
    eol,
    comment: words => `# ${words}`,
    value: value => value,
    setValue: ({ valueRange, quote }, value) => ({
      range: valueRange,
      newText: written(value, quote, valueRange.start === valueRange.end),
    }),
    remove: ({ lines, indent, inFlow, keyRange, valueRange }) =>
      indent === undefined || inFlow
        ? { range: { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) }, newText: '' }
        : { range: lines, newText: '' },
    addAbove(entry, name, value) {
      const pair = `${name}: ${written(value, '', false)}`;
      return line(entry, entry.indent !== undefined ? pair : entry.inFlow ? `${pair}, ` : `${pair}${eol}`);
    },
    commentAbove: (entry, words) => (entry.indent === undefined ? undefined : line(entry, `# ${words}`)),
  };
}

function written(value: string, quote: TextEntry['quote'], isEmpty: boolean): string {
  if (quote === "'") return value.replaceAll("'", "''");
  if (quote === '"') return JSON.stringify(value).slice(1, -1);
  const plain = /^[\w./$@-][\w ./$@:=,-]*$/.test(value) && !/:( |$)|^-( |$)| $/.test(value);
  return `${isEmpty ? ' ' : ''}${plain ? value : JSON.stringify(value)}`;
}

import { parseTree, type Node } from 'jsonc-parser';
import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, Notation, TextComment, TextEntry } from '../configText.ts';
import { linesOf, type Lines } from './lines.ts';

/**
 * Reads JSON, also with comments and trailing commas: every value of its objects is an entry whose key is the path to it, joined
 * by dots; a list of plain values is one entry, joined by commas. A text that is broken has the entries that can be read.
 */
export function readJson(text: string): ConfigText {
  const lines = linesOf(text);
  const notation = jsonNotation(lines);
  const entries: TextEntry[] = [];
  try {
    const root = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
    if (root) walk(root, '', { text, lines, notation, entries });
  } catch (error) {
    // Thousands of brackets within one another: no configuration.
    if (!(error instanceof RangeError)) throw error;
  }
  return { entries, comments: commentsOf(text, lines), notation };
}

interface Reading {
  readonly text: string;
  readonly lines: Lines;
  readonly notation: Notation;
  readonly entries: TextEntry[];
}

function walk(node: Node, path: string, reading: Reading): void {
  if (node.type === 'array') {
    node.children?.forEach((child, nth) => walk(child, `${path}[${nth}]`, reading));
    return;
  }
  const members = node.type === 'object' ? (node.children ?? []) : [];
  for (const [nth, { children: [key, value] = [] }] of members.entries()) {
    if (!key || !value) continue;
    const removal = removalOf(members[nth - 1], members[nth], members[nth + 1]);
    const name = String(key.value);
    const inner = path === '' ? name : `${path}.${name}`;
    const plain = value.type !== 'object' && value.type !== 'array';
    const items = value.type === 'array' ? (value.children ?? []) : [];
    if (plain) push(key, inner, path, [value], removal, reading);
    else if (items.length > 0 && items.every(({ type }) => type !== 'object' && type !== 'array'))
      push(key, inner, path, items, removal, reading);
    else walk(value, inner, reading);
  }
}

/** Up to the next member, or from the one before: no comma is left over. */
function removalOf(before: Node | undefined, member: Node | undefined, next: Node | undefined): TextRange {
  const endOf = ({ offset, length }: Node): number => offset + length;
  if (!member) return { start: 0, end: 0 };
  if (next) return { start: member.offset, end: next.offset };
  return { start: before ? endOf(before) : member.offset, end: endOf(member) };
}

function push(
  keyNode: Node,
  key: string,
  section: string,
  values: readonly Node[],
  removal: TextRange,
  { text, lines, notation, entries }: Reading,
): void {
  const keyRange = inside(keyNode);
  const places = values.map(node => ({
    ...inside(node),
    value:
      node.type === 'null' ? '' : node.type === 'string' ? String(node.value).trim() : text.slice(node.offset, node.offset + node.length),
  }));
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return;
  const value = places.map(place => place.value).join(',');
  const valueRange = { start: first.start, end: last.end };
  // With escapes or blanks around it the characters of the value stand elsewhere: then all of it is meant.
  const exact = values.length === 1 && text.slice(first.start, first.end) === value;
  entries.push({
    key,
    name: String(keyNode.value),
    section,
    document: 0,
    value,
    keyRange,
    valueRange,
    lines: lines.around({ start: keyRange.start, end: valueRange.end }),
    removal,
    line: lines.lineOf(keyRange.start),
    rangeInValue: (from, to) => (exact ? { start: first.start + from, end: first.start + Math.max(from, to) } : valueRange),
    lostBackslashes: [],
    malformedEscapes: [],
    continuedLines: [],
    indent: lines.indentOf(keyNode.offset),
    quote: values.length === 1 && values[0]?.type === 'string' ? '"' : '',
    inFlow: true,
    notation,
  });
}

/** Without the quotes of a text; one that is not closed yet has only the first. */
function inside({ type, offset, length, value }: Node): TextRange {
  if (type !== 'string' && typeof value !== 'string') return { start: offset, end: offset + length };
  return { start: offset + Math.min(1, length), end: Math.max(offset + Math.min(1, length), offset + length - 1) };
}

function commentsOf(text: string, lines: Lines): readonly TextComment[] {
  return Array.from(text.matchAll(/(?<=^[ \t]*|[ \t,{[])\/\/(.*)$/gm), ({ index, 0: whole, 1: words = '' }) => ({
    text: words,
    range: { start: index, end: index + whole.length },
    line: lines.lineOf(index),
  }));
}

function jsonNotation({ eol }: Lines): Notation {
  return {
    name: 'json',
    eol,
    comment: () => undefined,
    value: value => JSON.stringify(value).slice(1, -1),
    setValue: ({ valueRange, quote }, value) => ({
      range: valueRange,
      newText: quote === '' ? literal(value) : JSON.stringify(value).slice(1, -1),
    }),
    remove: ({ lines, removal = lines }) => ({ range: removal, newText: '' }),
    addAbove: (entry, name, value) => ({
      range: { start: entry.keyRange.start - 1, end: entry.keyRange.start - 1 },
      newText: `${JSON.stringify(name)}: ${literal(value)},${entry.indent === undefined ? ' ' : eol + entry.indent}`,
    }),
    commentAbove: () => undefined,
  };
}

const literal = (value: string): string => (/^(true|false|-?(0|[1-9]\d*))$/.test(value) ? value : JSON.stringify(value));

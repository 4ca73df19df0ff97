/** A key or a value in one cell of the table: what it reads as, and in words what it is where it does not read as anything. */
import type { PeekContent, PeekRow } from '../../src/webviewProtocol/peek.ts';
import { signed } from '../shared/controls.ts';
import { el, type Child } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import type { Cell } from '../shared/table.ts';
import { t } from '../shared/words.ts';
import { colouredJson } from './jsonColours.ts';

export function keyCell({ key }: PeekRow): Cell {
  switch (key.kind) {
    case 'control':
      return { text: '' };
    case 'null':
      return { text: t('no key'), class: 'reason' };
    case 'empty':
      return { text: t('empty key'), class: 'reason', title: t('0 bytes, which is not a missing key') };
    case 'text':
    case 'json':
      return { text: key.text, title: key.text };
    case 'integer':
    case 'registry':
    case 'hex':
      return { text: key.text, title: key.note, class: 'mono', ...drawn(() => [key.text, dim(` ${key.note}`)], key.note) };
  }
}

export function valueCell({ value, mark }: PeekRow): Cell {
  const warning = markWords(mark);
  const children = (): readonly Child[] => [
    ...(warning ? [signed(icon(warning.sign, { tone: warning.tone }), warning.word), ' '] : []),
    ...contentOf(value),
  ];
  return {
    text: [warning?.word, wordsOf(value)].filter(Boolean).join(' '),
    title: value.note,
    class: 'value',
    ...drawn(children, `${value.kind} ${value.note} ${mark}`),
  };
}

function contentOf(value: PeekContent): readonly Child[] {
  switch (value.kind) {
    case 'null':
      return [signed(icon('tombstone', { tone: 'quiet' }), t('tombstone'), dim(t('(value is null)')))];
    case 'empty':
      return [signed(icon('empty', { tone: 'quiet' }), t('empty value'), dim(t('(0 bytes, not a tombstone)')))];
    case 'control':
      return [signed(icon('marker', { tone: 'quiet' }), dim(value.text), dim(`(${value.note})`))];
    case 'registry':
      return [signed(icon('information', { tone: 'calm' }), value.note), ' ', dim(value.text)];
    case 'hex':
      return [signed(icon('warning', { tone: 'warn' }), value.note), ' ', dim(value.text)];
    case 'integer':
      return [value.text, dim(` ${t('perhaps a {0}', value.note)}`)];
    case 'json':
      return [colouredJson(value.text)];
    case 'text':
      return [value.text];
  }
}

/** What is copied and measured. */
function wordsOf({ kind, text, note }: PeekContent): string {
  if (kind === 'null') return t('tombstone');
  if (kind === 'empty') return t('empty value');
  return kind === 'hex' || kind === 'registry' ? `${note} ${text}` : text;
}

function markWords(mark: PeekRow['mark']) {
  if (mark === 'aborted') return { sign: 'error', tone: 'quiet', word: t('aborted') } as const;
  return mark === 'not-yet-visible' ? ({ sign: 'not-yet-visible', tone: 'calm', word: t('not yet visible') } as const) : undefined;
}

const drawn = (children: () => readonly Child[], sign: string): Pick<Cell, 'draw' | 'sign'> => ({
  draw: cell => cell.append(...children().filter(child => child !== undefined && child !== false)),
  sign,
});

const dim = (text: string): HTMLElement => el('span', { class: 'dim' }, text);

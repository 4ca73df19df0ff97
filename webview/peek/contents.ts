/** A key or a value in one cell of the table: what it reads as, and in words what it is where it does not read as anything. */
import type { PeekContent, PeekRow } from '../../src/webviewProtocol/peek.ts';
import { el, type Child } from '../shared/dom.ts';
import { icon, type IconName, type Tone } from '../shared/icons.ts';
import type { Cell } from '../shared/table.ts';
import { t } from '../shared/words.ts';
import { colouredJson } from './jsonColours.ts';

export function keyCell({ key }: PeekRow): Cell {
  switch (key.kind) {
    case 'control':
    case 'unreadable':
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
      return {
        text: key.text,
        title: key.note,
        class: 'mono',
        ...drawn(() => [key.text, aside(` ${key.kind === 'integer' ? t('perhaps a {0}', key.note) : key.note}`)], key.note),
      };
  }
}

export function valueCell({ value, mark }: PeekRow): Cell {
  const warning = markWords(mark);
  const children = (): readonly Child[] => [...(warning ? [words(warning.sign, warning.tone, warning.word)] : []), ...contentOf(value)];
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
      return [words('tombstone', 'quiet', t('tombstone')), aside(t('(value is null)'))];
    case 'empty':
      return [words('empty', 'quiet', t('empty value')), aside(t('(0 bytes, not a tombstone)'))];
    case 'control':
      return [words('marker', 'quiet', value.text), aside(`(${value.note})`)];
    case 'unreadable':
      return [words('error', 'bad', value.text), aside(value.note)];
    case 'registry':
      return [words('information', 'calm', value.note), dim(value.text)];
    case 'hex':
      return value.note === '' ? [value.text] : [words('warning', 'warn', value.note), dim(value.text)];
    case 'integer':
      return [value.text, aside(` ${t('perhaps a {0}', value.note)}`)];
    case 'json':
      return [...(value.note === '' ? [] : [words('warning', 'warn', value.note)]), colouredJson(value.text)];
    case 'text':
      return value.note === '' ? [value.text] : [words('warning', 'warn', value.note), dim(value.text)];
  }
}

/** What is copied and measured. */
function wordsOf({ kind, text, note }: PeekContent): string {
  if (kind === 'null') return t('tombstone');
  if (kind === 'empty') return t('empty value');
  return kind === 'integer' || note === '' ? text : `${note} ${text}`;
}

function markWords(mark: PeekRow['mark']) {
  if (mark === 'aborted') return { sign: 'error', tone: 'quiet', word: t('aborted') } as const;
  return mark === 'not-yet-visible' ? ({ sign: 'not-yet-visible', tone: 'calm', word: t('not yet visible') } as const) : undefined;
}

const drawn = (children: () => readonly Child[], sign: string): Pick<Cell, 'draw' | 'sign'> => ({
  draw: cell => cell.append(...children().filter(child => child !== undefined && child !== false)),
  sign,
});

/** Icon and words as a part of the line, so that what is too long is cut where the cell ends. */
const words = (sign: IconName, tone: Tone, text: string): HTMLElement => el('span', { class: 'words' }, icon(sign, { tone }), ` ${text} `);

const dim = (text: string): HTMLElement => el('span', { class: 'dim' }, text);

/** Words of ours beside what the record says. */
const aside = (text: string): HTMLElement => el('span', { class: 'dim aside' }, text);

/** The menu of a record: open, compare, copy. Other parts of the page add their own items. */
import { formatCount } from '../../src/model/figures.ts';
import type { PeekRow } from '../../src/webviewProtocol/peek.ts';
import type { PeekCopy, PeekDocument } from '../../src/webviewProtocol/peekTable.ts';
import type { MenuItem } from '../shared/menu.ts';
import { t } from '../shared/words.ts';

export interface RowActions {
  readonly open: (id: number, what: PeekDocument) => void;
  readonly copy: (id: number, what: PeekCopy) => void;
  readonly save: (id: number, part: 'key' | 'value') => void;
  readonly mark: (row: PeekRow) => void;
  readonly diff: (row: PeekRow) => void;
}

export type RowItems = (row: PeekRow) => readonly MenuItem[];

/** Items that other parts add; each list begins with a line above it. */
export function addRowItems(items: RowItems): void {
  others.push(items);
}

/** `marked`: the record that was chosen to compare others with. */
export function rowItems(row: PeekRow, marked: PeekRow | undefined, { open, copy, save, mark, diff }: RowActions): readonly MenuItem[] {
  const { id } = row;
  const opens = (label: string, what: PeekDocument, note?: string): MenuItem => ({
    label,
    ...(note ? { note } : {}),
    onChoose: () => open(id, what),
  });
  const copies = (label: string, what: PeekCopy): MenuItem => ({ label, onChoose: () => copy(id, what) });
  const hasBytes = (part: 'key' | 'value') => !['null', 'empty'].includes(row[part].kind);
  return [
    opens(t('Open record'), 'record', 'Enter'),
    opens(t('Open value'), 'value'),
    ...(hasBytes('value') ? [opens(t('Open value in hex'), 'value-hex')] : []),
    ...(hasBytes('key') ? [opens(t('Open key'), 'key')] : []),
    ...(row.headers > 0 ? [opens(t('Open headers'), 'headers')] : []),
    ...(hasBytes('value') ? [{ label: t('Save value to file…'), onChoose: () => save(id, 'value') }] : []),
    { label: t('Select for comparison'), note: 'D', begins: true, onChoose: () => mark(row) },
    ...(marked && marked.id !== id
      ? [{ label: t('Compare with {0}', formatCount(marked.offset)), note: 'D', onChoose: () => diff(row) }]
      : []),
    ...others.flatMap(items => {
      const [first, ...rest] = items(row);
      return first ? [{ ...first, begins: true }, ...rest] : [];
    }),
    { ...copies(t('Copy key'), 'key'), begins: true },
    copies(t('Copy value'), 'value'),
    copies(t('Copy record as JSON'), 'record'),
    copies(t('Copy link to record'), 'link'),
    copies(t('Copy kcat command'), 'kcat'),
    copies(t('Copy kafka-console-consumer command'), 'console-consumer'),
  ];
}

const others: RowItems[] = [];

/** The menu of a column head: all that dragging and keys do, in words. */
import type { MenuItem } from '../shared/menu.ts';
import type { Sorting } from '../shared/table.ts';
import { t } from '../shared/words.ts';

export interface HeadMenu {
  readonly column: string;
  /** The person added it: hidden, it is gone. */
  readonly isAdded: boolean;
  readonly hasWidth: boolean;
  readonly sorting: Sorting | undefined;
  readonly sort: (sorting: Sorting | null) => void;
  readonly move: (step: -1 | 1) => void;
  readonly fit: () => void;
  readonly hide: () => void;
  readonly add: () => void;
}

export function headItems({ column, isAdded, hasWidth, sorting, sort, move, fit, hide, add }: HeadMenu): readonly MenuItem[] {
  const order = sorting?.column === column ? sorting.order : undefined;
  const way = (wanted: Sorting['order'], label: string): MenuItem => ({
    label,
    isChosen: order === wanted,
    onChoose: () => sort({ column, order: wanted }),
  });
  return [
    way('ascending', t('Sort ascending')),
    way('descending', t('Sort descending')),
    ...(sorting ? [{ label: t('As the records lie in the log'), onChoose: () => sort(null) }] : []),
    { label: t('Move left'), note: 'Alt+←', begins: true, onChoose: () => move(-1) },
    { label: t('Move right'), note: 'Alt+→', onChoose: () => move(1) },
    ...(hasWidth ? [{ label: t('As wide as its content'), onChoose: fit }] : []),
    { label: isAdded ? t('Remove the column') : t('Hide the column'), onChoose: hide },
    { label: t('Add a column…'), begins: true, onChoose: add },
  ];
}

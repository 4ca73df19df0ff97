/** The keys of the panel beyond those of the table: D and C compare, Space and → lead into the details, Ctrl+F filters. */
export interface PanelKeys {
  /** true: the key was meant for the table's own doings. */
  readonly mark: (event: KeyboardEvent) => boolean;
  readonly compare: () => void;
  readonly details: () => void;
  readonly filter: () => void;
  readonly search: () => void;
}

export function listenForKeys(tablePlace: HTMLElement, { mark, compare, details, filter, search }: PanelKeys): void {
  tablePlace.addEventListener(
    'keydown',
    event => {
      if ((event.target as Element).closest('thead') || event.ctrlKey || event.metaKey || event.altKey) return;
      if (mark(event)) event.preventDefault();
      else if (event.key.toLowerCase() === 'c') {
        event.preventDefault();
        compare();
      } else if (event.key === ' ' || event.key === 'ArrowRight') {
        // → would open, as in other tables.
        event.preventDefault();
        event.stopPropagation();
        details();
      }
    },
    { capture: true },
  );
  window.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    event.preventDefault();
    if (event.shiftKey) search();
    else filter();
  });
}

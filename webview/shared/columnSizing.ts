/** Column heads that the person may make wider or narrower and move: by dragging their right edge, or by keys on the head. */
import { el } from './dom.ts';

export interface HeadActions {
  /** undefined: as wide as the content again. `isDone`: false while the edge is being dragged. */
  readonly onResize: (column: string, width: number | undefined, isDone: boolean) => void;
  /** One place to the left (−1) or to the right (1). */
  readonly onMove: (column: string, step: -1 | 1) => void;
}

/** Narrower a head could not be read or gripped. */
const leastWidth = 36;
const keyStep = 16;

/** Shift+← and → on the head change its width, Alt+← and → its place; a double click on the edge lets the content decide again. */
export function makeResizable(head: HTMLTableCellElement, column: string, { onResize, onMove }: HeadActions): void {
  const edge = el('span', { class: 'edge', attributes: { 'aria-hidden': 'true' } });
  head.classList.add('resizable');
  head.append(edge);
  edge.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();
    const began = { x: event.clientX, width: head.offsetWidth };
    const widthAt = (x: number) => Math.max(leastWidth, Math.round(began.width + x - began.x));
    // The head may be drawn anew meanwhile: the window hears what the edge no longer would.
    const moved = ({ clientX }: PointerEvent) => onResize(column, widthAt(clientX), false);
    const done = ({ clientX }: PointerEvent) => {
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', done);
      if (Math.abs(clientX - began.x) > 1) onResize(column, widthAt(clientX), true);
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', done);
  });
  edge.addEventListener('click', event => event.stopPropagation());
  edge.addEventListener('dblclick', () => onResize(column, undefined, true));
  head.addEventListener('keydown', event => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.shiftKey === event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) onMove(column, step);
    else onResize(column, Math.max(leastWidth, head.offsetWidth + step * keyStep), true);
  });
}

/** Menus, of a button or where the pointer is: arrows, Home and End move in them, Escape and a click elsewhere close them, and the focus goes back. */
import { button, link, type ButtonOptions } from './controls.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  /** Said dimly behind the label. */
  readonly note?: string;
  /** A choice that is on or off; choosing it leaves the menu open. */
  readonly isOn?: boolean;
  /** One of several, of which one holds. */
  readonly isChosen?: boolean;
  /** A line above it. */
  readonly begins?: boolean;
  readonly onChoose: () => void;
}

/** A button, or words that look like a link. */
export type OpenerLook = Omit<ButtonOptions, 'onClick' | 'look'> & { readonly look?: ButtonOptions['look'] | 'link' };

/** `items` are asked for whenever the menu opens. */
export function menuButton({ look, ...named }: OpenerLook, items: () => readonly MenuItem[]): HTMLElement {
  let wasOpen = false;
  const menu = new Menu(named.label, items, () => opener.focus());
  const { element } = menu;
  const onClick = () => !wasOpen && open();
  const opener = look === 'link' ? link(named.label, onClick) : button({ ...named, ...(look ? { look } : {}), onClick });
  if (named.title) opener.title = named.title;
  opener.setAttribute('aria-haspopup', 'menu');
  // The press on the button has already closed what was open, so the click must not open it again.
  opener.addEventListener('pointerdown', () => (wasOpen = element.matches(':popover-open')));
  opener.addEventListener('pointerup', () => queueMicrotask(() => (wasOpen = wasOpen && !element.matches(':popover-open'))));
  opener.addEventListener('keydown', event => {
    wasOpen = false;
    if (event.key === 'ArrowDown') open();
  });
  element.addEventListener('toggle', ({ newState }) => opener.setAttribute('aria-expanded', String(newState === 'open')));
  const open = () => menu.open(opener.getBoundingClientRect());
  return el('span', { class: 'with-menu' }, opener, element);
}

/** A menu where the pointer is, or below `place`; it leaves the page when it closes, and the focus goes back. */
export function contextMenu(label: string, items: () => readonly MenuItem[], event: MouseEvent, place?: DOMRect): void {
  event.preventDefault();
  const focused = document.activeElement;
  const menu = new Menu(label, items, () => focused instanceof HTMLElement && focused.focus());
  document.body.append(menu.element);
  menu.element.addEventListener('toggle', ({ newState }) => newState === 'closed' && menu.element.remove());
  menu.open(place ?? new DOMRect(event.clientX, event.clientY));
}

class Menu {
  readonly element: HTMLElement;
  readonly #items: () => readonly MenuItem[];

  constructor(label: string, items: () => readonly MenuItem[], giveFocusBack: () => void) {
    this.#items = items;
    this.element = el('div', { class: 'menu', role: 'menu', label, attributes: { popover: 'auto' } });
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Tab') this.element.hidePopover();
      if (moveIn(this.element, event.key)) event.preventDefault();
    });
    this.element.addEventListener('toggle', ({ newState }) => {
      if (newState === 'closed' && document.activeElement === document.body) giveFocusBack();
    });
  }

  open({ top, bottom, left, right }: DOMRect): void {
    const { element } = this;
    this.#draw();
    element.showPopover();
    const isBelow = bottom + element.offsetHeight + 8 <= innerHeight || bottom < innerHeight / 2;
    element.style.maxHeight = `${(isBelow ? innerHeight - bottom : top) - 8}px`;
    element.style.top = `${isBelow ? bottom + 2 : Math.max(4, top - element.offsetHeight - 2)}px`;
    const start = left + element.offsetWidth + 4 <= innerWidth ? left : right - element.offsetWidth;
    element.style.left = `${Math.max(4, start)}px`;
    element.querySelector('button')?.focus();
  }

  #draw(): void {
    fill(this.element, ...this.#items().map((item, index) => itemOf(item, () => this.#choose(item, index))));
  }

  #choose({ isOn, onChoose }: MenuItem, index: number): void {
    if (isOn === undefined) this.element.hidePopover();
    onChoose();
    if (isOn === undefined) return;
    this.#draw();
    this.element.querySelectorAll('button')[index]?.focus();
  }
}

function itemOf({ label, note, isOn, isChosen, begins }: MenuItem, onClick: () => void): HTMLElement {
  const holds = isOn ?? isChosen;
  const checked = holds === undefined ? undefined : { 'aria-checked': String(holds) };
  return el(
    'button',
    {
      class: begins ? 'begins' : '',
      role: isOn !== undefined ? 'menuitemcheckbox' : isChosen !== undefined ? 'menuitemradio' : 'menuitem',
      attributes: { type: 'button', tabindex: '-1', ...checked },
      onClick,
    },
    holds !== undefined && el('span', { class: 'tick' }, holds && icon('check')),
    el('span', {}, label),
    note !== undefined && el('span', { class: 'note' }, note),
  );
}

function moveIn(menu: HTMLElement, key: string): boolean {
  const items = [...menu.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
  if (to === undefined) return false;
  items[(to + items.length) % items.length]?.focus();
  return true;
}

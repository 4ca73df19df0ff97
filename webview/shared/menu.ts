/** A button that opens a menu: arrows, Home and End move in it, Escape and a click elsewhere close it, and the button has the focus again. */
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
  const menu = el('div', { class: 'menu', role: 'menu', label: named.label, attributes: { popover: 'auto' } });
  let wasOpen = false;
  const onClick = () => !wasOpen && open();
  const opener = look === 'link' ? link(named.label, onClick) : button({ ...named, ...(look ? { look } : {}), onClick });
  if (named.title) opener.title = named.title;
  opener.setAttribute('aria-haspopup', 'menu');
  // The press on the button has already closed what was open, so the click must not open it again.
  opener.addEventListener('pointerdown', () => (wasOpen = menu.matches(':popover-open')));
  opener.addEventListener('pointerup', () => queueMicrotask(() => (wasOpen = wasOpen && !menu.matches(':popover-open'))));
  opener.addEventListener('keydown', event => {
    wasOpen = false;
    if (event.key === 'ArrowDown') open();
  });
  menu.addEventListener('keydown', event => {
    if (event.key === 'Tab') menu.hidePopover();
    if (moveIn(menu, event.key)) event.preventDefault();
  });
  menu.addEventListener('toggle', event => {
    const { newState } = event;
    opener.setAttribute('aria-expanded', String(newState === 'open'));
    if (newState === 'closed' && document.activeElement === document.body) opener.focus();
  });

  const open = () => {
    draw();
    menu.showPopover();
    const { top, bottom, left, right } = opener.getBoundingClientRect();
    const isBelow = bottom + menu.offsetHeight + 8 <= innerHeight || bottom < innerHeight / 2;
    menu.style.maxHeight = `${(isBelow ? innerHeight - bottom : top) - 8}px`;
    menu.style.top = `${isBelow ? bottom + 2 : Math.max(4, top - menu.offsetHeight - 2)}px`;
    const start = left + menu.offsetWidth + 4 <= innerWidth ? left : right - menu.offsetWidth;
    menu.style.left = `${Math.max(4, start)}px`;
    menu.querySelector('button')?.focus();
  };
  const draw = () => fill(menu, ...items().map((item, index) => itemOf(item, () => choose(item, index))));
  const choose = ({ isOn, onChoose }: MenuItem, index: number) => {
    if (isOn === undefined) menu.hidePopover();
    onChoose();
    if (isOn === undefined) return;
    draw();
    menu.querySelectorAll('button')[index]?.focus();
  };
  return el('span', { class: 'with-menu' }, opener, menu);
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

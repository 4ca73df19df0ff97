/** Buttons and links as all pages have them. The primary button is one a page, named by what it does. */
import { control, el, fill, type Child } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { isMeant, type Click } from './meant.ts';

export interface ButtonOptions {
  readonly label: string;
  readonly icon?: IconName;
  readonly look?: 'primary' | 'secondary' | 'icon';
  /** For the icon look, whose label is not seen: what hover says. By default the label. */
  readonly title?: string;
  readonly onClick: () => void;
}

export function button({ label, icon: sign, look = 'secondary', title, onClick }: ButtonOptions): HTMLElement {
  const made = control('vscode-button', { onClick: event => isMeantFor(event) && onClick(), attributes: { appearance: look } });
  if (look === 'icon') relabelIcon(made, label, sign, title);
  else {
    if (sign) {
      const drawing = icon(sign);
      drawing.setAttribute('slot', 'start');
      made.append(drawing);
    }
    made.append(label);
    if (title) made.title = title;
  }
  return made;
}

let lastClick: Click | undefined;

/** A button may have taken another one's place between the clicks of a double click. */
function isMeantFor(event: MouseEvent): boolean {
  const before = lastClick;
  lastClick = { on: event.currentTarget, detail: event.detail, at: event.timeStamp };
  return isMeant(lastClick, before);
}

/** A button of the icon look that now means something else: pause becomes resume. */
export function relabelIcon(made: HTMLElement, label: string, sign: IconName | undefined, title = label): void {
  made.setAttribute('aria-label', label);
  made.title = title;
  fill(made, sign && icon(sign));
}

/** Looks like a link, is a button: it does something here and leads nowhere. */
export function link(label: string, onClick: () => void, sign?: IconName): HTMLButtonElement {
  return el('button', { class: 'link', onClick, attributes: { type: 'button' } }, sign && icon(sign), label);
}

/** A choice of few, all seen: `[5 min | 30 min | 2 h]`. Arrow keys move inside it, as in a toolbar. */
export function segments<T>(
  label: string,
  choices: readonly { readonly value: T; readonly text: string }[],
  chosen: T,
  onChoose: (value: T) => void,
): HTMLElement {
  const buttons = choices.map(({ value, text }) =>
    el(
      'button',
      {
        attributes: { type: 'button', 'aria-pressed': String(value === chosen), tabindex: value === chosen ? '0' : '-1' },
        onClick: event => {
          choose(event.currentTarget as HTMLButtonElement);
          onChoose(value);
        },
      },
      text,
    ),
  );
  const choose = (wanted: HTMLButtonElement) => {
    for (const one of buttons) {
      one.setAttribute('aria-pressed', String(one === wanted));
      one.tabIndex = one === wanted ? 0 : -1;
    }
  };
  const group = el('span', { class: 'segments', role: 'group', label }, ...buttons);
  group.addEventListener('keydown', event => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  });
  return group;
}

/** Icon and word, the pair that every state is shown as. */
export function signed(sign: SVGSVGElement, ...words: readonly Child[]): HTMLElement {
  return el('span', { class: 'state' }, sign, ...words);
}

/** Elements without HTML: text is always a text node, so nothing from a record or a name is ever markup. */
export type Child = Node | string | undefined | false;

export interface Props {
  readonly class?: string;
  readonly title?: string;
  readonly role?: string;
  /** What a screen reader says instead of the content. */
  readonly label?: string;
  readonly hidden?: boolean;
  /** Further attributes as they are spelled: `aria-live`, `colspan`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: (event: MouseEvent) => void;
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  apply(element, props);
  fill(element, ...children);
  return element;
}

/** A control of the toolkit, `vscode-button` and the like. */
export function control(tag: `vscode-${string}`, props: Props = {}, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  apply(element, props);
  fill(element, ...children);
  return element;
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Node[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Replaces all content. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter(child => child !== undefined && child !== false));
}

/** Writes only what differs, so that a page that is updated every few seconds neither flickers nor loses a selection. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** For screen readers only. */
export const unseen = (text: string): HTMLElement => el('span', { class: 'unseen' }, text);

function apply(element: HTMLElement, { class: classes, title, role, label, hidden, attributes, onClick }: Props): void {
  if (classes) element.className = classes;
  if (title) element.title = title;
  if (role) element.setAttribute('role', role);
  if (label) element.setAttribute('aria-label', label);
  if (hidden) element.hidden = true;
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  if (onClick) element.addEventListener('click', onClick);
}

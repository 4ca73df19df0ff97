/** The form controls of the toolbar: the toolkit's elements with a word before them, and what a person chose as a string. */
import { control, el, fill } from './dom.ts';
import type { IconName } from './icons.ts';
import { icon } from './icons.ts';

/** What the toolkit's elements have besides an HTMLElement. */
interface ValueElement extends HTMLElement {
  value: string;
}
interface CheckElement extends HTMLElement {
  checked: boolean;
}

export interface Field<Value> {
  readonly element: HTMLElement;
  value: Value;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/**
 * Words in front of a drop-down. It keeps its value itself: the toolkit's element also says `change`, with an empty
 * value, while its options are being replaced.
 */
export class Dropdown implements Field<string> {
  readonly element: HTMLElement;
  readonly #select: ValueElement;
  #choices: readonly Choice[] = [];
  #value = '';

  constructor(label: string, choices: readonly Choice[], onChange: (value: string) => void) {
    this.#select = control('vscode-dropdown', { label }) as ValueElement;
    this.#select.addEventListener('change', () => {
      const chosen = this.#select.value;
      if (chosen === this.#value || !this.#choices.some(({ value }) => value === chosen)) return;
      this.#value = chosen;
      onChange(chosen);
    });
    this.element = el('span', { class: 'field' }, el('span', { class: 'dim' }, label), this.#select);
    this.setChoices(choices, choices[0]?.value ?? '');
  }

  setChoices(choices: readonly Choice[], value: string): void {
    this.#choices = choices;
    this.#value = value;
    fill(
      this.#select,
      ...choices.map(choice =>
        control('vscode-option', { attributes: { value: choice.value, ...(choice.value === value ? { selected: '' } : {}) } }, choice.text),
      ),
    );
    this.#select.value = value;
  }

  get value(): string {
    return this.#value;
  }
  set value(value: string) {
    const known = this.#choices.some(choice => choice.value === value);
    this.setChoices(known ? this.#choices : [...this.#choices, { value, text: value }], value);
  }
}

/** Words in front of a line of text. `onDone` is called for Enter, and when the person leaves a field that they changed. */
export class TextField implements Field<string> {
  readonly element: HTMLElement;
  readonly #input: ValueElement;

  constructor(label: string, { placeholder, size, sign, onDone, onInput }: TextFieldOptions) {
    // The toolkit names the field by its text and overwrites any aria-label; in a slot that it does not have nothing is seen of it.
    const name = el('span', { attributes: { slot: 'name' } }, label);
    this.#input = control('vscode-text-field', { attributes: { placeholder, size: String(size) } }, name) as ValueElement;
    if (sign) {
      const drawing = icon(sign);
      drawing.setAttribute('slot', 'start');
      this.#input.append(drawing);
    }
    if (onDone) this.#input.addEventListener('change', onDone);
    if (onInput) this.#input.addEventListener('input', onInput);
    this.element = el('span', { class: 'field' }, sign ? undefined : el('span', { class: 'dim' }, label), this.#input);
  }

  focus(): void {
    this.#input.focus();
  }

  get value(): string {
    return this.#input.value;
  }
  set value(value: string) {
    this.#input.value = value;
  }

  /** Why what is written cannot be used; undefined: it can. */
  set problem(sentence: string | undefined) {
    this.element.classList.toggle('wrong', sentence !== undefined);
    this.#input.title = sentence ?? '';
    if (sentence === undefined) this.#input.removeAttribute('aria-invalid');
    else this.#input.setAttribute('aria-invalid', 'true');
  }
}

interface TextFieldOptions {
  readonly placeholder: string;
  /** Characters that can be seen. */
  readonly size: number;
  /** Stands in the field instead of the word before it. */
  readonly sign?: IconName;
  readonly onDone?: () => void;
  readonly onInput?: () => void;
}

export class Checkbox implements Field<boolean> {
  readonly element: HTMLElement;
  readonly #box: CheckElement;

  constructor(label: string, title: string, onChange: () => void) {
    this.#box = control('vscode-checkbox', { title }, label) as CheckElement;
    this.#box.addEventListener('change', onChange);
    this.element = this.#box;
  }

  get value(): boolean {
    return this.#box.checked;
  }
  set value(checked: boolean) {
    this.#box.checked = checked;
  }
}

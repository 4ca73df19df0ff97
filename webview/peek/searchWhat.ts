/** What is searched for: a kind, and the fields that it takes. A kind that is left keeps what was written in it. */
import { pathOperators, type PathOperator, type SearchFor, type SearchPart } from '../../src/model/search.ts';
import { el } from '../shared/dom.ts';
import { Checkbox, Dropdown, TextField } from '../shared/fields.ts';
import { t } from '../shared/words.ts';

export interface SearchWhatActions {
  readonly onInput: () => void;
  readonly onDone: () => void;
  /** Arrow down in the field. */
  readonly onHistory: () => void;
}

type Kind = SearchFor['kind'];

const kinds: readonly { readonly value: Kind; readonly text: string }[] = [
  { value: 'text', text: t('text') },
  { value: 'regex', text: t('regular expression') },
  { value: 'path', text: t('field of the JSON value') },
  { value: 'expression', text: t('expression (CEL)') },
  { value: 'trace', text: t('trace id in headers') },
];
const placeholders: Readonly<Record<Kind, string>> = {
  text: t('Search the whole topic for this text'),
  regex: 'ORD-\\d{4}[A-Z]',
  path: '$.order.status',
  expression: 'value.amount > 100 && key.startsWith("cust-2")',
  trace: '4bf92f3577b34da6a3ce929d0e0e4736',
};

export class SearchWhat {
  readonly element: HTMLElement;
  readonly #kind: Dropdown;
  readonly #text: Readonly<Record<Kind, TextField>>;
  readonly #operator: Dropdown;
  readonly #operand: TextField;
  readonly #matchCase: Checkbox;
  readonly #parts: readonly (readonly [SearchPart, Checkbox])[];

  constructor({ onInput, onDone, onHistory }: SearchWhatActions) {
    this.#kind = new Dropdown(t('Search for'), kinds, () => {
      this.#showFields();
      this.focus();
      onInput();
    });
    const field = (kind: Kind) =>
      new TextField(kinds.find(({ value }) => value === kind)?.text ?? kind, {
        placeholder: placeholders[kind],
        size: 30,
        sign: 'diagnose',
        onInput,
      });
    this.#text = {
      text: field('text'),
      regex: field('regex'),
      path: field('path'),
      expression: field('expression'),
      trace: field('trace'),
    };
    this.#operator = new Dropdown(
      t('is'),
      pathOperators.map(value => ({ value, text: value })),
      () => {
        this.#showFields();
        onInput();
      },
    );
    this.#operand = new TextField(t('than'), { placeholder: '"PAID"', size: 12, onInput });
    this.#matchCase = new Checkbox(t('Match case'), t('“A” and “a” are two letters'), onInput);
    this.#parts = [
      ['key', new Checkbox(t('Key'), t('Search in keys'), onInput)],
      ['value', new Checkbox(t('Value'), t('Search in values'), onInput)],
      ['headers', new Checkbox(t('Headers'), t('Search in names and values of headers'), onInput)],
    ];
    for (const [, box] of this.#parts) box.value = true;
    for (const text of Object.values(this.#text)) text.element.classList.add('widest', 'written');
    this.#operator.element.classList.add('operator');
    this.element = el(
      'span',
      { class: 'what-field' },
      this.#kind.element,
      ...Object.values(this.#text).map(text => text.element),
      this.#operator.element,
      this.#operand.element,
      this.#matchCase.element,
      ...this.#parts.map(([, box]) => box.element),
    );
    this.element.addEventListener('keydown', event => {
      const isField = (event.target as Element).closest('vscode-text-field') !== null;
      if (!isField || event.isComposing) return;
      if (event.key === 'Enter') onDone();
      else if (event.key === 'ArrowDown') onHistory();
      else return;
      event.preventDefault();
    });
    this.#showFields();
  }

  show(what: SearchFor): void {
    this.#kind.value = what.kind;
    this.#text[what.kind].value = writtenOf(what);
    if (what.kind === 'path') {
      this.#operator.value = what.operator;
      this.#operand.value = what.operand;
    }
    if (what.kind === 'text' || what.kind === 'regex') {
      this.#matchCase.value = what.matchCase;
      for (const [part, box] of this.#parts) box.value = what.parts.includes(part);
    }
    this.#showFields();
  }

  /** undefined: nothing is written yet. */
  read(): SearchFor | undefined {
    const kind = this.#chosen;
    const written = this.#text[kind].value;
    if (written.trim() === '') return undefined;
    const chosen = this.#parts.filter(([, box]) => box.value).map(([part]) => part);
    const inParts = { matchCase: this.#matchCase.value, parts: chosen };
    switch (kind) {
      case 'text':
        return { kind, text: written, ...inParts };
      case 'regex':
        return { kind, source: written, ...inParts };
      case 'path':
        return { kind, path: written, operator: this.#operator.value as PathOperator, operand: this.#operand.value };
      case 'expression':
        return { kind, text: written };
      case 'trace':
        return { kind, id: written.trim() };
    }
  }

  focus(): void {
    this.#text[this.#chosen].focus();
  }

  /** Why what is written cannot be searched for. */
  set problem(sentence: string | undefined) {
    this.#text[this.#chosen].problem = sentence;
  }

  get #chosen(): Kind {
    return this.#kind.value as Kind;
  }

  #showFields(): void {
    const kind = this.#chosen;
    for (const each of kinds) this.#text[each.value].element.hidden = each.value !== kind;
    const isText = kind === 'text' || kind === 'regex';
    this.#matchCase.element.hidden = !isText;
    for (const [, box] of this.#parts) box.element.hidden = !isText;
    this.#operator.element.hidden = kind !== 'path';
    this.#operand.element.hidden = kind !== 'path' || this.#operator.value === 'exists';
  }
}

/** A search as one line: "ORD-1042", "$.status == "PAID"". */
export function searchedWords(what: SearchFor): string {
  if (what.kind !== 'path') return writtenOf(what);
  return what.operator === 'exists' ? t('{0} exists', what.path) : `${what.path} ${what.operator} ${what.operand}`;
}

function writtenOf(what: SearchFor): string {
  switch (what.kind) {
    case 'text':
    case 'expression':
      return what.text;
    case 'regex':
      return what.source;
    case 'path':
      return what.path;
    case 'trace':
      return what.id;
  }
}

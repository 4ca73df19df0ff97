/** The place of the search bar: its fields are made when it is first opened, for a page that only reads comes up sooner without. */
import type { PeekSearchState } from '../../src/webviewProtocol/peekSearch.ts';
import { el } from '../shared/dom.ts';
import { SearchForm, type SearchFormActions } from './searchForm.ts';

export class SearchBar {
  readonly element = el('div', { hidden: true });
  readonly #actions: SearchFormActions;
  #state: PeekSearchState | undefined;
  #form: SearchForm | undefined;

  constructor(actions: SearchFormActions) {
    this.#actions = actions;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  show(state: PeekSearchState): void {
    this.#state = state;
    this.element.hidden = !state.isOpen;
    if (state.isOpen || this.#form) this.#made().show(state);
  }

  /** `text`: what the filter did not find among what is loaded. */
  open(text = ''): void {
    this.element.hidden = false;
    this.#made().focus(text);
  }

  close(): void {
    this.element.hidden = true;
  }

  setSearching(searching: boolean): void {
    this.#form?.setSearching(searching);
  }

  /** Another record is selected: what is searched for is tried on it. */
  tryAgain(): void {
    if (this.isOpen) this.#form?.tryAgain();
  }

  zoneChanged(): void {
    this.#form?.zoneChanged();
  }

  searchFromOldest(): void {
    this.#form?.searchFromOldest();
  }

  #made(): SearchForm {
    if (this.#form) return this.#form;
    const form = new SearchForm(this.#actions);
    this.#form = form;
    this.element.append(form.element);
    if (this.#state) form.show(this.#state);
    return form;
  }
}

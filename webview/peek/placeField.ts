/** A place in the log, as a person says it: a choice from a list, and where it needs one an offset, a time or a group beside it. */
import { readWrittenTime, type Zone } from '../../src/model/writtenTime.ts';
import type { Decimal } from '../../src/webviewProtocol/guards.ts';
import type { WrittenTime } from '../../src/webviewProtocol/peekSearch.ts';
import { el, setText } from '../shared/dom.ts';
import { Dropdown, TextField, type Choice } from '../shared/fields.ts';
import { exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';

export type Place =
  | { readonly kind: 'newest' }
  | { readonly kind: 'live' }
  | { readonly kind: 'oldest' }
  | { readonly kind: 'end' }
  | { readonly kind: 'offset'; readonly offset: Decimal }
  | ({ readonly kind: 'time' } & WrittenTime)
  | { readonly kind: 'committed'; readonly groupId: string };

export type PlaceKind = Place['kind'];

export interface PlaceOptions<Kind extends PlaceKind> {
  readonly kinds: readonly (Choice & { readonly value: Kind })[];
  /** Asks for the cluster's groups; rejects with a sentence. */
  readonly groups: () => Promise<{ readonly groupIds: readonly string[]; readonly note: string }>;
  /** A choice was made that is whole: by list, or by Enter in the field beside it. */
  readonly onDone: () => void;
  /** Why the choice cannot be used yet; undefined: it can. */
  readonly tell: (sentence: string | undefined) => void;
  readonly zone: () => Zone;
}

export class PlaceField<Kind extends PlaceKind> {
  readonly element: HTMLElement;
  readonly #options: PlaceOptions<Kind>;
  readonly #kind: Dropdown;
  readonly #offset: TextField;
  readonly #time: TextField;
  readonly #instant = el('span', { class: 'dim instant', hidden: true, attributes: { 'aria-live': 'polite' } });
  readonly #group: Dropdown;

  constructor(label: string, options: PlaceOptions<Kind>) {
    this.#options = options;
    const { kinds, onDone } = options;
    this.#kind = new Dropdown(label, kinds, () => this.#kindChosen());
    this.#offset = new TextField(t('offset'), { placeholder: '0', size: 12, onDone });
    this.#time = new TextField(t('time'), { placeholder: '-15m', size: 20, onDone, onInput: () => this.drawInstant() });
    this.#group = new Dropdown(t('group'), [], onDone);
    this.#kind.element.classList.add('start');
    this.#time.element.classList.add('wider');
    this.#time.element.append(this.#instant);
    this.element = el('span', { class: 'place' }, this.#kind.element, this.#offset.element, this.#time.element, this.#group.element);
    this.#showBeside();
  }

  show(place: Extract<Place, { kind: Kind }>): void {
    const shown: Place = place;
    this.#kind.value = shown.kind;
    if (shown.kind === 'offset') this.#offset.value = shown.offset;
    if (shown.kind === 'time') this.#time.value = shown.written;
    if (shown.kind === 'committed') {
      this.#group.value = shown.groupId;
      void this.#loadGroups(shown.groupId);
    }
    this.#showBeside();
    this.drawInstant();
  }

  /** undefined: it cannot be used yet, and the person was told why. */
  read(): Extract<Place, { kind: Kind }> | undefined {
    // Only the kinds of the list can be chosen.
    return this.#read() as Extract<Place, { kind: Kind }> | undefined;
  }

  /** Says beside the field which instant the written time is; it is read again when the zone is another, and as time goes by. */
  drawInstant(): void {
    const at = readWrittenTime(this.#time.value, Date.now(), this.#options.zone());
    this.#instant.hidden = at === undefined;
    if (at !== undefined) setText(this.#instant, `= ${exactTime(at)}`);
  }

  #read(): Place | undefined {
    const { tell, zone } = this.#options;
    const kind = this.#chosen;
    switch (kind) {
      case 'newest':
      case 'live':
      case 'oldest':
      case 'end':
        return { kind };
      case 'offset': {
        const offset = this.#offset.value.replace(/[\s,._']/g, '');
        const isOffset = /^\d{1,19}$/.test(offset);
        this.#offset.problem = isOffset ? undefined : t('An offset is a number');
        if (isOffset) return { kind, offset: offset as Decimal };
        tell(t('Write the offset as a number: 184211.'));
        return undefined;
      }
      case 'time': {
        const at = readWrittenTime(this.#time.value, Date.now(), zone());
        this.#time.problem = at === undefined ? t('Not a time') : undefined;
        if (at !== undefined) return { kind, at, written: this.#time.value, zone: zone() };
        tell(t('Write the time as -15m, 14:05, 2026-11-20 14:05 or 2026-11-20T14:05Z.'));
        return undefined;
      }
      case 'committed':
        if (this.#group.value !== '') return { kind, groupId: this.#group.value };
        tell(t('Choose the group whose committed offset is the place to look at.'));
        return undefined;
    }
  }

  get #chosen(): PlaceKind {
    return this.#kind.value as PlaceKind;
  }

  #kindChosen(): void {
    const kind = this.#chosen;
    this.#showBeside();
    if (kind === 'offset') this.#offset.focus();
    else if (kind === 'time') this.#time.focus();
    else if (kind === 'committed') void this.#loadGroups();
    else this.#options.onDone();
  }

  #showBeside(): void {
    const kind = this.#chosen;
    this.#offset.element.hidden = kind !== 'offset';
    this.#time.element.hidden = kind !== 'time';
    this.#group.element.hidden = kind !== 'committed';
    this.#options.tell(undefined);
  }

  /** Whoever chose another group while the list was on its way keeps it. */
  async #loadGroups(wanted = ''): Promise<void> {
    const { groups, tell } = this.#options;
    const before = this.#group.value;
    try {
      const { groupIds, note } = await groups();
      const chosen = this.#group.value === before ? wanted : this.#group.value;
      const known = chosen === '' || groupIds.includes(chosen) ? groupIds : [chosen, ...groupIds];
      const asks = chosen === '' ? [{ value: '', text: t('choose a group') }] : [];
      this.#group.setChoices([...asks, ...known.map(value => ({ value, text: value }))], chosen);
      if (groupIds.length === 0) tell(t('This cluster has no group that this login may see.'));
      else if (note !== '') tell(note);
    } catch (refused) {
      tell(refused instanceof Error ? refused.message : String(refused));
    }
  }
}

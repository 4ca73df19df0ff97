/** A beat's partitions as the page shows them. Of 10,000 few are on the screen, so each says what it is asked for, and no more is made. */
import { memberNames } from '../../src/model/memberNames.ts';
import type { LagBeat } from '../../src/webviewProtocol/lag.ts';
import { PackedRow, type UnpackedRows } from '../../src/webviewProtocol/packedRows.ts';
import type { MemberOnWire } from '../../src/webviewProtocol/partitions.ts';
import type { ShownRow } from '../shared/partitions/shownRow.ts';

/** `rows`: the beat's own; `names`: theirs. */
export function beatRows(beat: LagBeat, rows: UnpackedRows, names: readonly string[]): readonly ShownRow[] {
  const shared: Shared = { beat, rows, memberNames: memberNames(beat.group.members) };
  return names.map((name, row) => new BeatRow(shared, row, name));
}

interface Shared {
  readonly beat: LagBeat;
  readonly rows: UnpackedRows;
  readonly memberNames: ReturnType<typeof memberNames>;
}

class BeatRow extends PackedRow implements ShownRow {
  readonly name: string;
  readonly #shared: Shared;

  constructor(shared: Shared, row: number, name: string) {
    super(shared.rows, row);
    this.#shared = shared;
    this.name = name;
  }

  get at(): number {
    return this.#shared.beat.at;
  }

  get owned(): MemberOnWire | null {
    const { owner } = this;
    return owner === null ? null : (this.#shared.beat.group.members[owner] ?? null);
  }

  get ownerName(): string | null {
    const { owned } = this;
    return owned && (this.#shared.memberNames.get(owned.memberId) ?? owned.clientId);
  }
}

import { FailureError, type Failure } from '../../model/failure.ts';
import { BrokerConnection, type BrokerTarget } from './brokerConnection.ts';

/** The way to one broker: at most one connection that serves, at most one that is being set up, however many ask. */
export class Route {
  readonly #target: BrokerTarget;
  #serving: BrokerConnection | undefined;
  #coming: BrokerConnection | undefined;
  /** Those whose session ends soon and that still wait for answers. */
  #retired: readonly BrokerConnection[] = [];
  #dialling: Promise<BrokerConnection> | undefined;
  /** The connection whose successor was dialled before its session ended. */
  #renewed: BrokerConnection | undefined;
  #closedBy: Failure | undefined;

  constructor(target: BrokerTarget) {
    this.#target = target;
  }

  /** The connection that serves; undefined while there is none. */
  get serving(): BrokerConnection | undefined {
    return this.#serving?.usable === true ? this.#serving : undefined;
  }

  /** A connection that may be asked, dialled where there is none. Throws FailureError. */
  connection(): Promise<BrokerConnection> {
    const { serving } = this;
    if (serving === undefined) return this.#dial();
    if (serving.renewalDue && this.#renewed !== serving) {
      // Once: the session still runs, and many refused logins would lock the account. Who asks after its end learns why.
      this.#renewed = serving;
      this.#dial().catch(() => undefined);
    }
    return Promise.resolve(serving);
  }

  close(failure: Failure): void {
    this.#closedBy = failure;
    this.#coming?.close(failure);
    this.#serving?.close(failure);
    for (const connection of this.#retired) connection.close(failure);
  }

  #dial(): Promise<BrokerConnection> {
    if (this.#closedBy) return Promise.reject(new FailureError(this.#closedBy));
    this.#dialling ??= this.#open().finally(() => {
      this.#dialling = undefined;
      this.#coming = undefined;
    });
    return this.#dialling;
  }

  async #open(): Promise<BrokerConnection> {
    const connection = new BrokerConnection(this.#target);
    this.#coming = connection;
    await connection.ready;
    if (this.#serving?.open === true) {
      this.#serving.retire();
      this.#retired = [...this.#retired.filter(({ open }) => open), this.#serving];
    }
    this.#serving = connection;
    return connection;
  }
}

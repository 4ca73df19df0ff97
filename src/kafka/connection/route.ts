import { FailureError, type Failure } from '../../model/failure.ts';
import { BrokerConnection, type BrokerTarget } from './brokerConnection.ts';

/** The way to one broker: at most one connection that serves, at most one that is being set up, however many ask. */
export class Route {
  readonly #target: BrokerTarget;
  /** All that may still be open: the one that serves, the one to come, those that wait for their last answers. */
  #connections: readonly BrokerConnection[] = [];
  #serving: BrokerConnection | undefined;
  #dialling: Promise<BrokerConnection> | undefined;
  /** The connection whose successor was dialled before its session ended. */
  #renewed: BrokerConnection | undefined;
  #asksWhyHungUp: Promise<Failure | undefined> | undefined;
  #closedBy: Failure | undefined;

  constructor(target: Omit<BrokerTarget, 'whyHungUp'>) {
    this.#target = { ...target, whyHungUp: () => this.#whyHungUp() };
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
    for (const connection of this.#connections) connection.close(failure);
  }

  #dial(): Promise<BrokerConnection> {
    this.#dialling ??= this.#succeed().finally(() => {
      this.#dialling = undefined;
    });
    return this.#dialling;
  }

  async #succeed(): Promise<BrokerConnection> {
    const connection = await this.#open();
    this.#serving?.retire();
    this.#serving = connection;
    return connection;
  }

  async #open(): Promise<BrokerConnection> {
    if (this.#closedBy) throw new FailureError(this.#closedBy);
    const connection = new BrokerConnection(this.#target);
    this.#connections = [...this.#connections.filter(({ open }) => open), connection];
    await connection.ready;
    return connection;
  }

  /**
   * A listener that wants a login lets everybody ask for versions, and hangs up on the next question without a word. A
   * handshake for no mechanism proves it: such a listener then says what it offers, any other takes no handshake.
   */
  #whyHungUp(): Promise<Failure | undefined> {
    this.#asksWhyHungUp ??= this.#askMechanisms().finally(() => {
      this.#asksWhyHungUp = undefined;
    });
    return this.#asksWhyHungUp;
  }

  async #askMechanisms(): Promise<Failure | undefined> {
    try {
      const connection = await this.#open();
      const mechanisms = await connection.offeredMechanisms();
      connection.retire();
      return mechanisms && { kind: 'login-refused', code: 'LOGIN_REQUIRED', detail: mechanisms.join(', ') };
    } catch {
      // It was a guess; the connection that was hung up keeps its own failure.
      return undefined;
    }
  }
}

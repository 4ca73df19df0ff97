// The records of a shop: JSON values, a key that keeps an order's records on one partition, and headers as services write them.

export interface ShopRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const order = (n: number): ShopRecord =>
  record('order-service', 'OrderPlaced', orderId(n), {
    orderId: orderId(n),
    customer: { id: `C-${1000 + (n % 89)}`, country: pick(n, ['DE', 'FR', 'NL', 'SE', 'JP']) },
    lines: [{ sku: `SKU-${4000 + ((n * 7) % 311)}`, quantity: 1 + (n % 4), price: price(n) }],
    total: price(n) * (1 + (n % 4)),
    currency: 'EUR',
  });

export const shipment = (n: number): ShopRecord =>
  record('warehouse', 'ShipmentMoved', orderId(n), {
    orderId: orderId(n),
    carrier: pick(n, ['DHL', 'UPS', 'PostNord', 'Yamato']),
    trackingNumber: `T${String(70_000_000 + n * 13)}`,
    status: pick(n, ['picked', 'packed', 'handed-over', 'in-transit', 'delivered']),
  });

export const payment = (n: number): ShopRecord =>
  record('checkout', 'PaymentAuthorized', orderId(n), {
    paymentId: `P-${500_000 + n}`,
    orderId: orderId(n),
    method: pick(n, ['card', 'invoice', 'wallet']),
    amount: price(n),
    currency: 'EUR',
  });

export const invoice = (n: number): ShopRecord =>
  record('billing', 'InvoiceCreated', orderId(n), {
    invoiceId: `I-2026-${10_000 + n}`,
    orderId: orderId(n),
    amount: price(n),
    due: '2026-12-31',
  });

export const refund = (n: number): ShopRecord =>
  record('support', 'RefundGranted', orderId(n), {
    refundId: `R-${n}`,
    orderId: orderId(n),
    amount: price(n),
    reason: pick(n, ['damaged', 'late', 'changed-mind']),
  });

export const click = (n: number): ShopRecord =>
  record('web', 'PageViewed', `session-${n % 211}`, {
    session: `session-${n % 211}`,
    path: pick(n, ['/', '/cart', '/search', '/sku/4711']),
    ms: 20 + (n % 400),
  });

export const auditEvent = (n: number): ShopRecord =>
  record('identity', 'UserLoggedIn', `user-${n % 97}`, {
    user: `user-${n % 97}`,
    from: `10.2.${n % 16}.${n % 251}`,
    successful: n % 23 !== 0,
  });

function record(source: string, type: string, key: string, value: Readonly<Record<string, unknown>>): ShopRecord {
  return {
    key,
    value: JSON.stringify({ ...value, at: new Date().toISOString() }),
    headers: { 'content-type': 'application/json', 'event-type': type, source },
  };
}

const orderId = (n: number) => `O-${200_000 + n}`;
const price = (n: number) => Math.round((5 + ((n * 37) % 9_500) / 100) * 100) / 100;
const pick = (n: number, choices: readonly string[]) => choices[n % choices.length] ?? '';

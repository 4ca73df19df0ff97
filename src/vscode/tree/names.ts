const collator = new Intl.Collator('en', { numeric: true });

/** The order in which people look for names: orders-2 before orders-10. */
export const byName = (a: string, b: string): number => collator.compare(a, b);

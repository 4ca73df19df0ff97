/** A Chromium or Chrome that can be driven without a window. */
export function chromium(): string | undefined;

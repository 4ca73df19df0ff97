/** What clients call themselves, what records hold and what stands in files reaches a terminal: its control characters do not. */
export const forTerminal = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

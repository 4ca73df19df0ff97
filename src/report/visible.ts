/**
 * Characters that nobody sees come with what is copied from web pages and chats, and no client takes them for blanks: they are named,
 * or a sentence would ask "group.id? Did you mean group.id?".
 */
export const visible = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    sign => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );

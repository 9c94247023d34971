/* Characters of UTF-8 text. */
#ifndef TOOLS_UTF8_H
#define TOOLS_UTF8_H

/* Bytes of the character at `text` (1 to 4), or 0 if there is none that is valid.  The
 * text ends at its NUL, which counts as a character of one byte. */
int utf8_bytes(const char *text);

#endif

/* Characters of UTF-8 text, and what of it may reach a terminal or a table: text of
 * scenarios, exports and command lines may hold anything. */
#ifndef TOOLS_UTF8_H
#define TOOLS_UTF8_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of the character at `text` (1 to 4), or 0 if there is none that is valid.  The
 * text ends at its NUL, which counts as a character of one byte. */
int utf8_bytes(const char *text);

/* The code point of a character of so many bytes, 1 to 4. */
uint32_t utf8_point(const char *text, int bytes);

/* Whether the character at `text`, of so many bytes as utf8_bytes() says, acts on what
 * shows it rather than being shown: control characters (tab and line break among them),
 * separators of lines and paragraphs, and marks that turn the direction of writing
 * beyond themselves (embeddings, overrides and isolates).  0 bytes, no character: true.
 * Letters that are written from right to left do not act. */
bool utf8_acts(const char *text, int bytes);

/* The text with U+FFFD in place of every byte that is no character and of every
 * character that acts, those in `kept` (ASCII) aside.  Fresh memory. */
char *utf8_harmless(const char *text, const char *kept);

#endif

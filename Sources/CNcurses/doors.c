/* Functions that the headers declare only with this, and Swift is not given. */
#define _GNU_SOURCE
#include "shim.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

int postern_columns(wchar_t character) {
  char bytes[MB_LEN_MAX];
  mbstate_t state;
  memset(&state, 0, sizeof state);
  if (wcrtomb(bytes, character, &state) == (size_t)-1) return -1;
  return wcwidth(character);
}

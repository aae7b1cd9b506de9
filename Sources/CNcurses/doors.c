/* Functions that the headers declare only with this, and Swift is not given. */
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

int postern_columns(wchar_t character) {
  char bytes[MB_LEN_MAX];
  mbstate_t state;
  memset(&state, 0, sizeof state);
  if (wcrtomb(bytes, character, &state) == (size_t)-1) return -1;
  return wcwidth(character);
}

int postern_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }

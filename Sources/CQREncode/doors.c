#include "shim.h"

#include <loader.h>
#include <stdio.h>
#include <stdlib.h>

// Every function of libqrencode that is used. One that is not here cannot be called.
#define FUNCTIONS(X)     \
  X(QRcode_encodeString) \
  X(QRcode_free)

struct postern_qrencode {
#define FIELD(name) __typeof__(name) *name;
  FUNCTIONS(FIELD)
};

const struct postern_qrencode *postern_qrencode_load(
    const char *library, char *fault, size_t room) {
  struct postern_qrencode *found = calloc(1, sizeof *found);
  if (found == NULL) {
    snprintf(fault, room, "%s: no memory", library);
    return NULL;
  }
#define ENTRY(name) {#name, (void **)&found->name},
  const struct postern_function functions[] = {FUNCTIONS(ENTRY)};
  size_t count = sizeof functions / sizeof functions[0];
  if (!postern_load(&library, 1, functions, count, fault, room)) {
    free(found);
    return NULL;
  }
  return found;
}

QRcode *postern_qrencode_string(
    const struct postern_qrencode *library, const char *text, int version, QRecLevel level) {
  return (library->QRcode_encodeString)(text, version, level, QR_MODE_8, 1);
}

void postern_qrencode_free(const struct postern_qrencode *library, QRcode *code) {
  (library->QRcode_free)(code);
}

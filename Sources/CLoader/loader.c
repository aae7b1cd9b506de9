#include "loader.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_LIBRARIES 4

// `libssl.so.3: cannot open shared object file: No such file or directory` is what dlerror(3) says.
static _Bool open_all(
    const char *const libraries[], size_t count, void *handles[], char *fault, size_t room) {
  for (size_t i = 0; i < count; i++) {
    handles[i] = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
    if (handles[i] == NULL) {
      const char *reason = dlerror();
      snprintf(fault, room, "%s", reason == NULL ? libraries[i] : reason);
      return 0;
    }
  }
  return 1;
}

_Bool postern_load(
    const char *const libraries[], size_t library_count,
    const struct postern_function functions[], size_t function_count, char *fault, size_t room) {
  void *handles[MOST_LIBRARIES];
  if (library_count > MOST_LIBRARIES) return 0;
  if (!open_all(libraries, library_count, handles, fault, room)) return 0;
  for (size_t i = 0; i < function_count; i++) {
    void *address = NULL;
    for (size_t j = 0; j < library_count && address == NULL; j++) {
      address = dlsym(handles[j], functions[i].name);
    }
    if (address == NULL) {
      snprintf(fault, room, "%s has no %s", libraries[0], functions[i].name);
      return 0;
    }
    *functions[i].address = address;
  }
  return 1;
}

void postern_not_loaded(const char *fault) {
  fprintf(stderr, "postern: A library that is needed cannot be loaded: %s.\n", fault);
  exit(72);  // EX_OSFILE of sysexits(3); exit() gives the terminal back first.
}

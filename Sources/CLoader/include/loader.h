// Libraries that are loaded at their first use, by dlopen(3).
//
// A library that the binary is linked with is loaded at every start: OpenSSL's two alone would take
// a quarter of the time to the wizard's first screen.
#ifndef POSTERN_CLOADER_H
#define POSTERN_CLOADER_H

#include <stddef.h>

// A function of a library, and the variable that its address goes to.
struct postern_function {
  const char *name;
  void **address;
};

// Loads up to four libraries in this order, and finds each function in the first that has it.
// Returns false, with the reason in words in `fault`, when a library or a function is missing; then
// the addresses must not be used.
_Bool postern_load(
    const char *const libraries[], size_t library_count,
    const struct postern_function functions[], size_t function_count, char *fault, size_t room);

// Prints the reason and ends the program: a function was called whose library cannot be loaded.
_Noreturn void postern_not_loaded(const char *fault);

#endif

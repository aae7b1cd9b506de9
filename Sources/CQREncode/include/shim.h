// The door to libqrencode. It is loaded at its first use (doors.c): only a sign-in at Microsoft shows a QR code,
// and where the library is missing there is none.
#ifndef POSTERN_CQRENCODE_H
#define POSTERN_CQRENCODE_H

#include <qrencode.h>
#include <stddef.h>

// libqrencode's functions, as they were found.
struct postern_qrencode;

// The library whose header was compiled.
#define POSTERN_LIBQRENCODE "libqrencode.so.4"

// Loads a library. NULL with the reason in `fault`, in words, when it cannot be used.
const struct postern_qrencode *postern_qrencode_load(const char *library, char *fault, size_t room);

// What follows are libqrencode's functions of the same name.
QRcode *postern_qrencode_string(
    const struct postern_qrencode *library, const char *text, int version, QRecLevel level);
void postern_qrencode_free(const struct postern_qrencode *library, QRcode *code);

#endif

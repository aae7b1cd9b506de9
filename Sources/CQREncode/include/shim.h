// libqrencode, which is loaded at its first use (doors.c): only a sign-in at Microsoft shows a QR
// code, and where the library is missing there is none.
#ifndef POSTERN_CQRENCODE_H
#define POSTERN_CQRENCODE_H

#include <qrencode.h>
#include <stddef.h>

// The addresses of libqrencode's functions.
struct postern_qrencode;

// The soname of the library that qrencode.h belongs to.
#define POSTERN_LIBQRENCODE "libqrencode.so.4"

// Loads a library. Returns NULL, with the reason in words in `fault`, when it cannot be used.
const struct postern_qrencode *postern_qrencode_load(const char *library, char *fault, size_t room);

// QRcode_encodeString (in 8-bit mode, case-sensitive) and QRcode_free of libqrencode.
QRcode *postern_qrencode_string(
    const struct postern_qrencode *library, const char *text, int version, QRecLevel level);
void postern_qrencode_free(const struct postern_qrencode *library, QRcode *code);

#endif

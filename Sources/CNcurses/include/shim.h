#ifndef POSTERN_CNCURSES_SHIM_H
#define POSTERN_CNCURSES_SHIM_H

/* The wide functions are declared only when asked for; macros would hide functions from Swift. */
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

#include <ncurses.h>
#include <term.h>
/* term.h makes macros of several hundred short words. None is used, and Swift needs none. */

/* `stdin` and `stdout` are variables, which Swift 6 rejects as not safe for concurrency. */
static inline SCREEN *postern_newterm(const char *type) { return newterm(type, stdout, stdin); }

/* `stdscr` is a variable, too. */
static inline WINDOW *postern_window(void) { return stdscr; }

/* `curscr` is a variable, too: the next update draws everything. */
static inline void postern_repaint_all(void) { clearok(curscr, TRUE); }

/* `cur_term` is a variable, too: frees what setupterm() loaded to look at. */
static inline void postern_forget_terminfo(void) { del_curterm(cur_term); }

/* tigetstr() takes no const and has two values for "none", one of them (char *)-1. */
static inline const char *postern_terminfo_string(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}

/* `A_DIM` is a macro with a cast. */
static inline bool postern_has_dim(void) { return (termattrs() & A_DIM) != 0; }

/* `A_BOLD` and the others are macros with casts. */
static inline void postern_set_attributes(
    WINDOW *window, bool bold, bool dim, bool reverse, short pair) {
  attr_t attributes = A_NORMAL;
  if (bold) attributes |= A_BOLD;
  if (dim) attributes |= A_DIM;
  if (reverse) attributes |= A_REVERSE;
  wattr_set(window, attributes, pair, NULL);
}

/* wcwidth() is declared only with _XOPEN_SOURCE. -1, too, for what the locale can't write. */
int postern_columns(wchar_t character);

/* btowc() is not in Swift's Glibc. WEOF when the byte alone is no character of the locale. */
static inline unsigned postern_scalar_of_byte(int byte) { return btowc(byte); }

/*
 * Signals. In C (signals.c), since Swift promises of no function that a signal handler may call it.
 */

/* The signals that have arrived since last asked, as bits: 1 << SIGTERM, … Empties the pipe. */
unsigned postern_signals_take(void);

/*
 * Catches SIGHUP, SIGINT, SIGTERM, SIGTSTP (each unless inherited as ignored), SIGCONT, SIGWINCH
 * and what kills at once; ignores SIGPIPE. Returns the end of a pipe that becomes readable with a
 * signal, or -1 with errno. A killing signal, and exit(), write `restore` to standard output and
 * set `modes`, while armed.
 */
int postern_signals_begin(const char *restore, size_t length, const struct termios *modes);

/* Whether the terminal is ours now, and would have to be given back. */
void postern_signals_arm(bool armed);

/* Whether SIGTSTP may stop this program: not if it was inherited as ignored. */
bool postern_signals_can_stop(void);

/* Stops this process (and its group), as SIGTSTP does by default; returns when it goes on. */
void postern_signals_stop(bool group);

/*
 * Stops this process as one is that draws in the background (`bg`), unless it was asked to end:
 * shells send no SIGCONT to a running program that they bring to the foreground.
 */
void postern_signals_stop_in_background(void);

/* Gives the signals back as they were, SIGPIPE excepted: threads may still write to a socket. */
void postern_signals_end(void);

#endif

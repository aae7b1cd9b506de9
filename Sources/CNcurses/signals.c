#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Everything a handler reads is set before the handler is installed. */
static int pipe_ends[2] = {-1, -1};
static unsigned arrived;
static volatile sig_atomic_t armed;
static char restore_bytes[512];
static size_t restore_length;
static struct termios restore_modes;

static const int polite[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])
static struct sigaction polite_before[COUNT(polite)];
static struct sigaction fatal_before[COUNT(fatal)];

static void note(int number) {
  int saved = errno;
  __atomic_fetch_or(&arrived, 1u << number, __ATOMIC_SEQ_CST);
  ssize_t ignored = write(pipe_ends[1], "", 1);
  (void)ignored;
  errno = saved;
}

static void give_back(void) {
  if (!armed) return;
  armed = 0;
  /* In the background, changing the terminal would stop this process; it is the shell's anyway. */
  pid_t group = tcgetpgrp(STDIN_FILENO);
  if (group > 0 && group != getpgrp()) return;
  ssize_t ignored = write(STDOUT_FILENO, restore_bytes, restore_length);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &restore_modes);
}

static void die(int number) {
  give_back();
  for (size_t i = 0; i < COUNT(fatal); i++)
    if (fatal[i] == number) sigaction(number, &fatal_before[i], NULL);
  /* Blocked until this handler returns; then it kills as it would have without us. */
  raise(number);
}

static void catch(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

/* A stack for the handler, so that a stack overflow gives the terminal back, too. */
static void use_own_stack(void) {
  static char space[65536];
  stack_t now;
  if (sigaltstack(NULL, &now) != 0 || !(now.ss_flags & SS_DISABLE)) return;
  stack_t stack = {.ss_sp = space, .ss_size = sizeof space};
  sigaltstack(&stack, NULL);
}

static bool harmless_by_default(int number) {
  return number == SIGCONT || number == SIGWINCH;
}

int postern_signals_begin(const char *restore, size_t length, const struct termios *modes) {
  static bool at_exit;
  if (pipe2(pipe_ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
  memcpy(restore_bytes, restore, restore_length);
  restore_modes = *modes;
  arrived = 0;
  use_own_stack();
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < COUNT(polite); i++) {
    sigaction(polite[i], NULL, &polite_before[i]);
    if (polite_before[i].sa_handler == SIG_IGN && !harmless_by_default(polite[i])) continue;
    catch(polite[i], note, SA_RESTART, NULL);
    sigaddset(&set, polite[i]);
  }
  for (size_t i = 0; i < COUNT(fatal); i++)
    catch(fatal[i], die, SA_ONSTACK, &fatal_before[i]);
  signal(SIGPIPE, SIG_IGN);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  /* exit() runs no deinit. */
  if (!at_exit) at_exit = atexit(give_back) == 0;
  return pipe_ends[0];
}

void postern_signals_arm(bool on) { armed = on; }

unsigned postern_signals_take(void) {
  char bytes[64];
  while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {}
  return __atomic_exchange_n(&arrived, 0, __ATOMIC_SEQ_CST);
}

bool postern_signals_can_stop(void) {
  struct sigaction now;
  return sigaction(SIGTSTP, NULL, &now) == 0 && now.sa_handler == note;
}

static void forget(int number) {
  __atomic_fetch_and(&arrived, ~(1u << number), __ATOMIC_SEQ_CST);
}

void postern_signals_stop(bool group) {
  if (group) {
    /* Ignored here: another thread might take it, and this one would run on for a moment. */
    catch(SIGTSTP, SIG_IGN, 0, NULL);
    kill(0, SIGTSTP);
  }
  catch(SIGTSTP, SIG_DFL, 0, NULL);
  raise(SIGTSTP); /* Sent to this very thread: returns only after SIGCONT. */
  catch(SIGTSTP, note, SA_RESTART, NULL);
  forget(SIGCONT);
  forget(SIGTSTP);
}

void postern_signals_stop_in_background(void) {
  unsigned now = __atomic_load_n(&arrived, __ATOMIC_SEQ_CST);
  if (now & (1u << SIGHUP | 1u << SIGINT | 1u << SIGTERM)) return;
  raise(SIGTTOU);
  forget(SIGCONT);
}

void postern_signals_end(void) {
  armed = 0;
  for (size_t i = 0; i < COUNT(polite); i++) sigaction(polite[i], &polite_before[i], NULL);
  for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i], &fatal_before[i], NULL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}
